// SPDX-License-Identifier: Apache-2.0
package io.pushwire.inventory;

import io.pushwire.outcome.Outcome.WorkloadRef;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One workload that follows a tag.
///
/// @param workload kind, namespace and name
/// @param uid of the object: another one is another workload, even of the same name
/// @param images by container what its pod template runs, of those that follow the tag
/// @param wrote the newest that Pushwire wrote to this object for the tag
/// @param owed what is still to be done, or deliberately left
public record Use(
        WorkloadRef workload,
        String uid,
        Map<String, String> images,
        Optional<Wrote> wrote,
        Optional<Owed> owed) {

    public Use {
        // Most have one, and there is a Use for each container in the cluster.
        images =
                images.size() == 1
                        ? Map.copyOf(images)
                        : Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }
}
