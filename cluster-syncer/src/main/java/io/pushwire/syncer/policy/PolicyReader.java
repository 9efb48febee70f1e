// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import java.util.Map;

/// Finds a workload's policy: its annotation, else the configuration.
public final class PolicyReader {

    public static final String ANNOTATION = "pushwire.io/policy";

    private final Policy configured;
    private final OnManaged onManaged;

    /// @param configured for workloads that say nothing
    public PolicyReader(Policy configured, OnManaged onManaged) {
        this.configured = configured;
        this.onManaged = onManaged;
    }

    /// @param annotations of the workload
    public PolicyReading read(Map<String, String> annotations) {
        String text = annotations.get(ANNOTATION);
        if (text == null) {
            return new PolicyReading.Found(configured, "pushwire.policy", onManaged);
        }
        return Policy.of(text)
                .<PolicyReading>map(policy ->
                        new PolicyReading.Found(policy, "annotation " + ANNOTATION, onManaged))
                .orElseGet(() ->
                        new PolicyReading.Invalid(
                                "annotation %s is \"%s\": use one of %s"
                                        .formatted(ANNOTATION, text, Policy.choices())));
    }
}
