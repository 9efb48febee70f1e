// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.decision.Managed;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.Workloads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// One workload, decided again.
record Revisitor(Workloads workloads, EventExecution execution, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Revisitor.class);

    Instant now() {
        return clock.instant();
    }

    boolean isManaged(Partition partition, Tags.Known tag, Workload workload) {
        ImageTag image = tag.tag().image();
        return tag.again()
                .filter(event ->
                        Managed.isFollowing(
                                event.position(),
                                tag.tag().word().flatMap(word -> word.digest()).orElseThrow(),
                                workload,
                                partition.history(image, workload.uid())))
                .isPresent();
    }

    /// By what is true when its turn has come.
    void run(Partition partition, Partition.Pending next, boolean changed)
            throws InterruptedException {
        Optional<Workload> workload = workloads.find(next.workload());
        Optional<Tags.Known> tag = partition.tags().find(next.image());
        if (workload.isEmpty()
                || tag.isEmpty()
                || !isManaged(partition, tag.get(), workload.get())) {
            return;
        }
        PositionedEvent event = tag.get().again().orElseThrow();
        String uid = workload.get().uid();
        try {
            execution.revisit(
                    event,
                    workload.get(),
                    outcome -> isWorthARecord(partition, next.image(), uid, outcome, changed));
        } catch (RuntimeException fault) {
            LOG.error("Tried to revisit {} but failed", next.workload(), fault);
        }
    }

    private boolean isWorthARecord(
            Partition partition, ImageTag image, String uid, Outcome outcome, boolean changed) {
        Ledger.Entry before = partition.ledger().of(image, uid);
        boolean news = isNews(before, outcome, changed);
        if (!news) {
            partition.ledger().follow(image, uid, outcome);
        }
        return news;
    }

    private static boolean isNews(Ledger.Entry before, Outcome outcome, boolean changed) {
        if (!Effect.isNews(outcome.kind())) {
            return false;
        }
        if (Effect.isAct(outcome.kind())) {
            return true;
        }
        var position = outcome.cause().position();
        boolean said =
                before.said()
                        .filter(it -> it.equals(new Ledger.Said(outcome.kind(), position)))
                        .isPresent();
        boolean owed =
                before.owed()
                        .filter(it -> it.kind() == outcome.kind())
                        .filter(it -> it.position().equals(position))
                        .isPresent();
        return !said && !owed && (changed || Effect.of(outcome.kind()) == Effect.OWES);
    }
}
