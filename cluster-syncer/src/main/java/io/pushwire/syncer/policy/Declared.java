// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said where a workload is declared.
///
/// @param labels of the workload: those that selections look at
/// @param annotations of the workload
/// @param ofNamespace what its namespace's annotation says
/// @param containers the names of its containers, init containers too
public record Declared(
        String namespace,
        String name,
        boolean barePod,
        Map<String, String> labels,
        Map<String, String> annotations,
        Optional<String> ofNamespace,
        Collection<String> containers) {

    public Declared {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        containers = List.copyOf(containers);
    }
}
