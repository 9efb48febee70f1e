// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;

import java.util.Map;
import java.util.Optional;

/// A pod that runs, or tries to.
///
/// @param containers by name; those that have no status yet are missing
/// @param pending why it does not run yet, as far as the pod as a whole says
public record RunningPod(
        String name, Map<String, RunningContainer> containers, Optional<String> pending) {

    public RunningPod {
        containers = Map.copyOf(containers);
    }

    /// @param imageId what the node says that it runs; empty before it was pulled
    /// @param digest in that
    /// @param trouble why it does not run: `ImagePullBackOff: …`
    public record RunningContainer(
            String imageId, Optional<Digest> digest, Optional<String> trouble) {}
}
