// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.OutcomeFollower;
import io.pushwire.syncer.execution.Revisits;

import jakarta.inject.Singleton;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Where nothing better is there: carries the last event of a workload out once more.
@Singleton
@Requires(missingBeans = Revisits.class)
final class ReplayingRevisits implements Revisits, OutcomeFollower {

    private final Map<WorkloadRef, Outcome.Cause> last = new ConcurrentHashMap<>();
    private final BeanProvider<EventExecution> execution;

    ReplayingRevisits(BeanProvider<EventExecution> execution) {
        this.execution = execution;
    }

    @Override
    public void follow(Outcome outcome) {
        outcome.workload().ifPresent(workload -> last.put(workload, outcome.cause()));
    }

    @Override
    public void revisit(WorkloadRef workload) {
        Optional.ofNullable(last.get(workload))
                .ifPresent(cause -> Thread.ofVirtual().start(() -> replay(cause)));
    }

    @Override
    public void revisitIn(Predicate<String> namespaces) {
        last.keySet().stream()
                .filter(workload -> namespaces.test(workload.namespace()))
                .forEach(this::revisit);
    }

    private void replay(Outcome.Cause cause) {
        var image = ImageTag.parse(cause.image()).orElseThrow();
        var announcement =
                new Announcement(
                        cause.eventId(),
                        image,
                        List.of(image.host()),
                        Optional.empty(),
                        Instant.now(),
                        new Announcement.Origin(
                                "test",
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        var event =
                new ImageEvent.Pushed(
                        announcement,
                        cause.digest().orElseThrow(),
                        Optional.empty(),
                        announcement.receivedAt());
        try {
            execution.get().run(new PositionedEvent(event, cause.position(), false), false);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
