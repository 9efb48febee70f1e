// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Workload;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The tags that a cluster's workloads follow, whatever their registry is called: most records of
/// the log are of none of them, and need not be read.
///
/// @param paths `repository:tag`
public record InUse(Set<String> paths) {

    public InUse {
        paths = Set.copyOf(paths);
    }

    public static InUse of(Collection<Workload> workloads) {
        return new InUse(
                workloads.stream()
                        .flatMap(workload -> workload.containers().stream())
                        .map(Container::follows)
                        .flatMap(Optional::stream)
                        .map(tag -> tag.repository() + ":" + tag.tag())
                        .collect(Collectors.toSet()));
    }

    /// @param key an image tag's canonical spelling
    public boolean mayBe(String key) {
        return paths.contains(key.substring(key.indexOf('/') + 1));
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }
}
