// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Map;
import java.util.Optional;

/// Which workloads the syncer looks after. All others are left alone, whatever their policy.
///
/// @param optIn whether a workload, or its namespace, has to have a policy annotation
public record Selection(
        NamespaceSelection namespaces, LabelSelector labels, FieldSelector fields, boolean optIn) {

    /// Whatever their names are.
    public Selection(NamespaceSelection namespaces, LabelSelector labels, boolean optIn) {
        this(namespaces, labels, FieldSelector.parse(""), optIn);
    }

    /// Why the workload is left out; empty if it is not.
    Optional<String> leavesOut(Declared declared) {
        Optional<String> namespace = namespaces.leavesOut(declared.namespace());
        if (namespace.isPresent()) {
            return namespace;
        }
        if (!labels.matches(declared.labels())) {
            return Optional.of("its labels do not match pushwire.selector");
        }
        if (!fields.matches(declared.namespace(), declared.name())) {
            return Optional.of("its name or namespace does not match pushwire.field-selector");
        }
        return optIn && !asksForIt(declared)
                ? Optional.of(
                        "neither it nor its namespace has the annotation %s, and pushwire.opt-in is on"
                                .formatted(PolicyReader.ANNOTATION))
                : Optional.empty();
    }

    private static boolean asksForIt(Declared declared) {
        Map<String, String> annotations = declared.annotations();
        return declared.ofNamespace().isPresent()
                || annotations.containsKey(PolicyReader.ANNOTATION)
                || annotations.keySet().stream()
                        .anyMatch(name -> name.startsWith(PolicyReader.OF_CONTAINER));
    }
}
