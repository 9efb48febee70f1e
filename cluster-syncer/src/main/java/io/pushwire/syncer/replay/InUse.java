// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Workload;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The tags that a cluster's workloads follow, whatever their registry is called: most records of
/// the log are of none of them, and need not be read.
///
/// @param paths `repository:tag`
public record InUse(Set<String> paths) {

    public InUse {
        paths = Collections.unmodifiableSet(paths);
    }

    /// Of all that a cluster has, before it says anything: loops, because they are interpreted.
    public static InUse of(Collection<Workload> workloads) {
        var paths = new HashSet<String>();
        for (Workload workload : workloads) {
            for (Container container : workload.containers()) {
                Optional<ImageTag> tag = container.follows();
                if (tag.isPresent()) {
                    paths.add(tag.get().repository() + ":" + tag.get().tag());
                }
            }
        }
        return new InUse(paths);
    }

    /// @param key an image tag's canonical spelling
    public boolean mayBe(String key) {
        return paths.contains(key.substring(key.indexOf('/') + 1));
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }
}
