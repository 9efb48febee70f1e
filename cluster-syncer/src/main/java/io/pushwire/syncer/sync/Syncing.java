// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.Survey;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.PolicyReading;
import io.pushwire.syncer.sync.Fleet.Member;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// One run: list, ask, compare, act.
public final class Syncing {

    private final SyncCluster cluster;
    private final Registries registries;
    private final Rules rules;
    private final SyncProgress progress;
    private final Clock clock;

    public Syncing(
            SyncCluster cluster,
            Registries registries,
            Rules rules,
            SyncProgress progress,
            Clock clock) {
        this.cluster = cluster;
        this.registries = registries;
        this.rules = rules;
        this.progress = progress;
        this.clock = clock;
    }

    /// What the service's configuration says besides the policy: the keys of these names under
    /// `pushwire.`. Which workloads are meant is said by the request alone.
    public record Rules(OnManaged onManaged, AdmissionDigests admission, boolean optIn) {}

    /// @throws IllegalStateException if the cluster cannot be asked
    public SyncReport run(SyncRequest request) throws InterruptedException {
        Instant startedAt = clock.instant();
        Fleet fleet = cluster.list();
        var policies = new SyncPolicies(request, rules, fleet.namespacePolicies());
        List<Member> members =
                fleet.members().stream().filter(it -> !leavesOut(request, it)).toList();
        var pods = new Pods(cluster);
        List<Curious> all = questions(members, policies);
        Map<Question, Asked> answers = ask(request, all, pods);
        var images = new SameImages(registries);
        var judge = new Judge(request, policies, pods, images);
        var visit = new Visit(cluster, request, judge, images, clock);
        List<WorkloadResult> results = visitAll(request, all, answers, visit);
        return new SyncReport(
                startedAt,
                clock.instant(),
                request.act(),
                request.dryRun(),
                request.looksAtPods(),
                (int) answers.keySet().stream().map(Question::tag).distinct().count(),
                results,
                notes(request, fleet));
    }

    /// A workload, and what has to be known for it.
    private record Curious(Workload workload, Map<ImageTag, Question> questions) {}

    private List<Curious> questions(List<Member> members, SyncPolicies policies) {
        Instant now = clock.instant();
        List<Curious> all = new ArrayList<>();
        for (Member member : members) {
            PolicyReading reading = policies.of(member.workload());
            Map<ImageTag, Question> questions = new HashMap<>();
            for (ImageTag tag : Survey.questions(member.workload(), reading, now)) {
                questions.put(tag, new Question(tag, member.keys().of(tag)));
            }
            all.add(new Curious(member.workload(), questions));
        }
        all.sort(Comparator.comparing(curious -> curious.workload().ref().toString()));
        return all;
    }

    /// While the registries are asked, the pods are listed.
    private Map<Question, Asked> ask(SyncRequest request, List<Curious> all, Pods pods)
            throws InterruptedException {
        var lookUps = new LookUps(registries, request.parallelism(), progress);
        List<Question> questions =
                all.stream().flatMap(curious -> curious.questions().values().stream()).toList();
        List<Callable<Map<Question, Asked>>> both = new ArrayList<>();
        both.add(() -> lookUps.ask(questions));
        if (request.looksAtPods()) {
            both.add(() -> {
                pods.list();
                return Map.of();
            });
        }
        return Parallel.all(both).getFirst();
    }

    private List<WorkloadResult> visitAll(
            SyncRequest request, List<Curious> all, Map<Question, Asked> answers, Visit visit)
            throws InterruptedException {
        var done = new AtomicInteger();
        return Parallel.map(
                all,
                request.parallelism(),
                curious -> {
                    Map<ImageTag, Asked> known = new HashMap<>();
                    curious.questions()
                            .forEach((tag, question) -> known.put(tag, answer(answers, question)));
                    WorkloadResult result = visit.to(curious.workload(), known);
                    if (request.writes()) {
                        progress.step("visited", done.incrementAndGet(), all.size());
                    }
                    return result;
                });
    }

    private static Asked answer(Map<Question, Asked> answers, Question question) {
        Asked asked = answers.get(question);
        if (asked == null) {
            throw new IllegalStateException("nobody asked " + question.tag());
        }
        return asked;
    }

    private static boolean leavesOut(SyncRequest request, Member member) {
        return request.scope().leavesOut(member.workload().ref().namespace());
    }

    private static List<String> notes(SyncRequest request, Fleet fleet) {
        List<String> notes = new ArrayList<>(fleet.notes());
        long ofTheSystem =
                fleet.members().stream()
                        .map(member -> member.workload().ref().namespace())
                        .filter(request.scope()::isSystems)
                        .count();
        if (ofTheSystem > 0) {
            notes.add(
                    "%d workloads of the system's own namespaces are left out; -n kube-system looks at them"
                            .formatted(ofTheSystem));
        }
        return notes;
    }
}
