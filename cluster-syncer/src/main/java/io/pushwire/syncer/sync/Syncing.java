// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.ImageTag;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.sync.Inquiry.Subject;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Namespaces namespaces = cluster.namespaces();
        List<String> notes = new ArrayList<>(namespaces.notes());
        var policies = new SyncPolicies(request, rules, namespaces.policies());
        var pods = new Pods(cluster);
        Inquiry inquiry;
        Map<Question, Asked> answers;
        try (var lookUps = new LookUps(registries, request.parallelism(), progress)) {
            inquiry = new Inquiry(request.scope(), policies, lookUps, startedAt);
            notes.addAll(cluster.list(inquiry::add));
            if (request.looksAtPods()) {
                pods.list();
            }
            answers = lookUps.answers();
        }
        noteTheSystems(inquiry.ofTheSystem(), notes);
        var images = new SameImages(registries);
        var judge = new Judge(request, policies, pods, images);
        var visit = new Visit(cluster, request, judge, images, clock);
        List<WorkloadResult> results = visitAll(request, inquiry.subjects(), answers, visit);
        return new SyncReport(
                startedAt,
                clock.instant(),
                request.act(),
                request.dryRun(),
                request.looksAtPods(),
                (int) answers.keySet().stream().map(Question::tag).distinct().count(),
                results,
                notes);
    }

    private List<WorkloadResult> visitAll(
            SyncRequest request, List<Subject> all, Map<Question, Asked> answers, Visit visit)
            throws InterruptedException {
        var done = new AtomicInteger();
        return Parallel.map(
                all,
                request.parallelism(),
                subject -> {
                    Map<ImageTag, Asked> known = new HashMap<>();
                    subject.questions()
                            .forEach((tag, question) -> known.put(tag, answer(answers, question)));
                    WorkloadResult result = visit.to(subject.workload(), known);
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

    private static void noteTheSystems(int workloads, List<String> notes) {
        if (workloads > 0) {
            notes.add(
                    "%d workloads of the system's own namespaces are left out; -n kube-system looks at them"
                            .formatted(workloads));
        }
    }
}
