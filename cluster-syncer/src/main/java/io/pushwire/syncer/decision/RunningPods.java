// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.image.Digest;

import java.util.List;
import java.util.Map;

/// What a workload's pods run now.
///
/// @param pods how many there are
/// @param imageIds by container, one for each pod that tells: mostly `repository@digest`, empty
///   where the pod has not pulled it yet
public record RunningPods(int pods, Map<String, List<String>> imageIds) {

    public RunningPods {
        imageIds = Map.copyOf(imageIds);
    }

    /// Nothing is known of them, or there are none.
    public static RunningPods none() {
        return new RunningPods(0, Map.of());
    }

    /// Whether there are pods, and that container of each runs the digest.
    boolean allRun(String container, Digest digest) {
        List<String> found = imageIds.getOrDefault(container, List.of());
        return pods > 0
                && found.size() == pods
                && found.stream().allMatch(it -> it.endsWith("@" + digest));
    }
}
