// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.NearMisses;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.WorkloadPolicies;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.policy.PolicyReading;
import io.pushwire.syncer.policy.PolicyReading.Choice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts together what is known of one image in one cluster.
///
/// @param cluster its name
/// @param verdicts what would be decided now
public record Explaining(String cluster, WorkloadPolicies policies, Verdicts verdicts) {

    private static final int MOST_TOLD = 5;

    /// What the record says of the image.
    ///
    /// @param spellings the tag under each name of its registry that is known
    /// @param newest the record of the newest word about it
    /// @param event the same, if it could be read
    /// @param outcomes of the tag's events in this cluster, oldest first
    public record Known(
            List<ImageTag> spellings,
            Optional<PastEvent> newest,
            Optional<PositionedEvent> event,
            List<Outcome> outcomes) {}

    public Explanation of(ImageReference asked, Known known) throws InterruptedException {
        Workloads workloads = policies.workloads();
        List<Workload> following = workloads.following(known.spellings());
        List<Verdict> now =
                known.event().isPresent() ? verdicts.of(known.event().get()) : List.of();
        List<Explanation.Use> uses = new ArrayList<>();
        for (Workload workload : following) {
            uses.add(use(workload, known, now));
        }
        String repository = known.spellings().getFirst().repository();
        return new Explanation(
                asked,
                cluster,
                known.newest(),
                uses,
                following.isEmpty()
                        ? NearMisses.sentence(
                                known.spellings(), workloads.sharingRepository(repository))
                        : "");
    }

    private Explanation.Use use(Workload workload, Known known, Collection<Verdict> now) {
        PolicyReading policy = policies.of(workload);
        Set<ImageTag> spellings = Set.copyOf(known.spellings());
        List<Outcome> of =
                known.outcomes().stream()
                        .filter(outcome -> outcome.workload().equals(Optional.of(workload.ref())))
                        .toList();
        return new Explanation.Use(
                workload.ref(),
                workload.containers().stream()
                        .filter(it -> it.follows().filter(spellings::contains).isPresent())
                        .map(container -> usedBy(container, policy))
                        .toList(),
                problem(policy),
                now.stream()
                        .filter(it -> it.workload().equals(Optional.of(workload.ref())))
                        .findFirst(),
                of.subList(Math.max(0, of.size() - MOST_TOLD), of.size()));
    }

    private static Explanation.UsedBy usedBy(Container container, PolicyReading policy) {
        Optional<Choice> choice =
                policy instanceof PolicyReading.Found found
                        ? Optional.of(found.of(container.name()))
                        : Optional.empty();
        return new Explanation.UsedBy(
                container.name(),
                container.image(),
                choice.map(it -> it.policy().text()).orElse(""),
                choice.map(Choice::from).orElse(""));
    }

    private static String problem(PolicyReading policy) {
        return switch (policy) {
            case PolicyReading.Found _ -> "";
            case PolicyReading.NotSelected(String why) -> "not selected: " + why;
            case PolicyReading.Invalid(String problem) -> "invalid policy: " + problem;
        };
    }
}
