// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;

import java.util.List;
import java.util.Optional;

/// What was found of one container.
///
/// @param image as it stands in the pod template
/// @param to the image that it should have; the same where only its pods are outdated
/// @param digest that its tag points at, where a registry said so
/// @param reason the name of why it is left, as in the outcomes of the service; empty for none
/// @param detail the reason as a sentence; may be empty
/// @param pods those that do not run the digest
public record ContainerResult(
        String name,
        String image,
        State state,
        Optional<String> to,
        Optional<Digest> digest,
        String reason,
        String detail,
        List<PodResult> pods) {

    public ContainerResult {
        pods = List.copyOf(pods);
    }

    /// In the order of how much a person has to know of it.
    public enum State {
        /// It is at what its tag points at.
        OK,
        /// Its owner wrote a digest.
        FIXED_DIGEST,
        /// It is left for the reason that is given.
        LEFT,
        /// It is not at what its tag points at.
        OUT_OF_DATE,
        /// Nobody could say what its tag points at, or what its pods run.
        FAILED
    }

    /// @param runs what the node says that it runs; may be empty
    /// @param problem why it does not run; may be empty
    public record PodResult(String pod, String runs, String problem) {}
}
