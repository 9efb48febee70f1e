// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.ImageTag;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads.Read;
import io.pushwire.syncer.execution.Workloads.Written;
import io.pushwire.syncer.sync.Judge.Judgement;
import io.pushwire.syncer.sync.WorkloadResult.Fate;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/// One workload: judge it, change it, and judge again where it changed meanwhile.
final class Visit {

    private static final int TRIES = 5;

    private final SyncCluster cluster;
    private final SyncRequest request;
    private final Judge judge;
    private final SameImages images;
    private final Clock clock;

    Visit(SyncCluster cluster, SyncRequest request, Judge judge, SameImages images, Clock clock) {
        this.cluster = cluster;
        this.request = request;
        this.judge = judge;
        this.images = images;
        this.clock = clock;
    }

    WorkloadResult to(Workload listed, Map<ImageTag, Asked> answers) throws InterruptedException {
        Workload workload = listed;
        Judgement judgement = judge.judge(workload, answers, clock.instant());
        String problem = "it changed again and again";
        var backoff = new Backoff();
        for (int tries = 0; tries < TRIES; tries++) {
            if (!(judgement.decision() instanceof Decision.Write write)) {
                return result(workload, judgement, new Fate.Untouched());
            }
            if (!request.writes()) {
                return result(workload, judgement, planned(write));
            }
            switch (cluster.write(workload, write, images::and)) {
                case Written.Done _ -> {
                    return result(workload, judgement, done(write, new Written.Evicted(List.of())));
                }
                case Written.Evicted evicted -> {
                    return result(workload, judgement, done(write, evicted));
                }
                case Written.Rejected(String refusal) -> {
                    return result(workload, judgement, new Fate.Failed("Rejected: " + refusal));
                }
                case Written.NotAllowed(String missing) -> {
                    return result(workload, judgement, new Fate.Failed("NotAllowed: " + missing));
                }
                case Written.Unavailable(String away, var _) -> {
                    problem = away;
                    backoff.pause();
                }
                case Written.Changed _ -> {}
            }
            switch (cluster.read(workload.ref())) {
                case Read.Found(Workload now) -> {
                    workload = now;
                    judgement = judge.judge(workload, answers, clock.instant());
                }
                case Read.Gone _ -> {
                    return result(workload, judgement, new Fate.Failed("Gone: it was deleted"));
                }
                case Read.Unavailable(String away) -> problem = away;
            }
        }
        return result(workload, judgement, new Fate.Failed(problem));
    }

    private Fate planned(Decision.Write write) {
        return request.act() == Act.REPORT ? new Fate.Untouched() : new Fate.Would(word(write));
    }

    private static Fate done(Decision.Write write, Written.Evicted evicted) {
        return new Fate.Done(word(write), write.remark(), evicted.pods(), evicted.spared());
    }

    private static String word(Decision.Write write) {
        return switch (write) {
            case Decision.SetImages _ -> "updated";
            case Decision.Restart _ -> "restarted";
            case Decision.Recreate _ -> "recreated";
            case Decision.Hold _ -> "held";
        };
    }

    private static WorkloadResult result(Workload workload, Judgement judgement, Fate fate) {
        return new WorkloadResult(workload.ref(), judgement.containers(), fate);
    }
}
