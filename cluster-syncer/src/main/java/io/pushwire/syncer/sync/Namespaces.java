// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import java.util.List;
import java.util.Map;

/// What the cluster's namespaces say.
///
/// @param policies of their annotations, where one has any
/// @param notes sentences about what could not be seen
public record Namespaces(Map<String, String> policies, List<String> notes) {

    public Namespaces {
        policies = Map.copyOf(policies);
        notes = List.copyOf(notes);
    }
}
