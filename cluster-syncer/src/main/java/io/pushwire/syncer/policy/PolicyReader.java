// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import io.pushwire.syncer.policy.PolicyReading.Choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds a workload's policies: a container's own, else the workload's, else the namespace's, else
/// the configured one.
public final class PolicyReader {

    public static final String ANNOTATION = "pushwire.io/policy";

    static final String OF_CONTAINER = ANNOTATION + ".";

    private static final String OF_VOLUME = "volume.";

    private final Policy configured;
    private final OnManaged onManaged;
    private final AdmissionDigests admission;
    private final Selection selection;

    /// @param configured for workloads that say nothing
    public PolicyReader(Policy configured, OnManaged onManaged, Selection selection) {
        this(configured, onManaged, AdmissionDigests.LEAVE, selection);
    }

    /// @param configured for workloads that say nothing
    public PolicyReader(
            Policy configured,
            OnManaged onManaged,
            AdmissionDigests admission,
            Selection selection) {
        this.admission = admission;
        this.configured = configured;
        this.onManaged = onManaged;
        this.selection = selection;
    }

    public PolicyReading read(Declared declared) {
        return selection
                .leavesOut(declared)
                .<PolicyReading>map(PolicyReading.NotSelected::new)
                .orElseGet(() -> ofSelected(declared));
    }

    private PolicyReading ofSelected(Declared declared) {
        var problems = new ArrayList<String>();
        Choice general = general(declared, problems);
        Map<String, Choice> ofContainers = ofContainers(declared, problems);
        return problems.isEmpty()
                ? new PolicyReading.Found(general, ofContainers, onManaged, admission)
                : new PolicyReading.Invalid(String.join("; ", problems));
    }

    private Choice general(Declared declared, List<String> problems) {
        String text = declared.annotations().get(ANNOTATION);
        return text == null
                ? ofNamespace(declared, problems)
                : choice(text, "annotation " + ANNOTATION, true, problems);
    }

    /// A pod that nothing would put back is only changed where it says so itself.
    private Choice ofNamespace(Declared declared, List<String> problems) {
        Choice choice = ofOthers(declared, problems);
        return declared.barePod() && choice.policy() != Policy.IGNORE
                ? new Choice(
                        Policy.NOTIFY,
                        "the kind: a pod without a controller has no annotation",
                        false)
                : choice;
    }

    private Choice ofOthers(Declared declared, List<String> problems) {
        return declared.ofNamespace()
                .map(text ->
                        choice(
                                text,
                                "annotation %s of the namespace".formatted(ANNOTATION),
                                false,
                                problems))
                .orElseGet(() -> new Choice(configured, "pushwire.policy"));
    }

    private Map<String, Choice> ofContainers(Declared declared, List<String> problems) {
        var choices = new TreeMap<String, Choice>();
        for (Map.Entry<String, String> annotation :
                new TreeMap<>(declared.annotations()).entrySet()) {
            String name = annotation.getKey();
            if (name.startsWith(OF_CONTAINER)) {
                String container = container(name.substring(OF_CONTAINER.length()));
                choices.put(
                        container,
                        choice(annotation.getValue(), "annotation " + name, true, problems));
                if (!declared.containers().contains(container)) {
                    // The container that was meant must not be left to the general policy.
                    problems.add(
                            "annotation %s is for no container: there are %s"
                                    .formatted(name, String.join(", ", declared.containers())));
                }
            }
        }
        return choices;
    }

    /// A volume's name has a space, which no annotation's name may have.
    private static String container(String written) {
        return written.startsWith(OF_VOLUME)
                ? "volume " + written.substring(OF_VOLUME.length())
                : written;
    }

    /// What it returns beside a problem is not used.
    private Choice choice(String text, String from, boolean ofItsOwn, List<String> problems) {
        Optional<Policy> policy = Policy.of(text);
        if (policy.isEmpty()) {
            problems.add("%s is \"%s\": use one of %s".formatted(from, text, Policy.choices()));
        }
        return new Choice(policy.orElse(configured), from, ofItsOwn);
    }
}
