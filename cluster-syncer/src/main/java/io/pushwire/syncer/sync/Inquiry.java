// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.Survey;
import io.pushwire.syncer.decision.Workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Gathers the workloads as they are listed, and the registries are asked about them meanwhile.
final class Inquiry {

    private final Scope scope;
    private final SyncPolicies policies;
    private final LookUps lookUps;
    private final Instant now;
    private final Queue<Subject> subjects = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ofTheSystem = new AtomicInteger();

    /// @param now the time by which it is judged what has to be asked
    Inquiry(Scope scope, SyncPolicies policies, LookUps lookUps, Instant now) {
        this.scope = scope;
        this.policies = policies;
        this.lookUps = lookUps;
        this.now = now;
    }

    /// A workload, and what has to be known for it.
    record Subject(Workload workload, Map<ImageTag, Question> questions) {

        Subject {
            questions = Map.copyOf(questions);
        }
    }

    /// By several threads at one time.
    void add(List<Member> part) {
        for (Member member : part) {
            String namespace = member.workload().ref().namespace();
            if (scope.isSystems(namespace)) {
                ofTheSystem.incrementAndGet();
            }
            if (!scope.leavesOut(namespace)) {
                Subject subject = subject(member);
                subjects.add(subject);
                subject.questions().values().forEach(lookUps::put);
            }
        }
    }

    /// In the order of their names.
    List<Subject> subjects() {
        List<Subject> all = new ArrayList<>(subjects);
        all.sort(Comparator.comparing(subject -> subject.workload().ref().toString()));
        return all;
    }

    /// How many workloads of the system's own namespaces there are and were not named.
    int ofTheSystem() {
        return ofTheSystem.get();
    }

    private Subject subject(Member member) {
        Map<ImageTag, Question> questions = new HashMap<>();
        for (ImageTag tag :
                Survey.questions(member.workload(), policies.of(member.workload()), now)) {
            questions.put(tag, new Question(tag, member.keys().of(tag)));
        }
        return new Subject(member.workload(), questions);
    }
}
