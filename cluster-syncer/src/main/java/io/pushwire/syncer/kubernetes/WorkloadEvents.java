// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.OutcomeFollower;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/// Tells a workload's users what became of a push there, as Kubernetes Events. They are an extra:
/// one at a time, a few a second; what does not fit into the queue, or is refused, is dropped, and
/// nothing ever waits for it. The record is the outcome.
final class WorkloadEvents implements OutcomeFollower, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkloadEvents.class);
    private static final int QUEUE = 1000;
    private static final int REMEMBERED = 10_000;
    private static final int TRIES = 5;
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration SAID_AGAIN = Duration.ofMinutes(10);
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);
    private static final String MISSING =
            "workloads' users are not told by Kubernetes Events: that needs the verb create on"
                    + " events in events.k8s.io";

    private final ApiServer server;
    private final AccessReview access;
    private final Function<WorkloadRef, Optional<Regarding>> objects;
    private final String instance;
    private final Clock clock;
    private final BlockingQueue<EventNote> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, Instant> said =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final Thread worker;
    private volatile Optional<Instant> refused = Optional.empty();

    /// @param apiVersion of the kind
    /// @param uid of the object
    record Regarding(String apiVersion, String uid) {}

    /// @param objects what an Event says of a workload besides its name; empty if it is gone
    /// @param instance who says so: the pod's name
    WorkloadEvents(
            ApiServer server,
            Function<WorkloadRef, Optional<Regarding>> objects,
            String instance,
            Clock clock) {
        this.server = server;
        this.access = new AccessReview(server);
        this.objects = objects;
        this.instance = instance;
        this.clock = clock;
        this.worker = Thread.ofVirtual().name("kubernetes-events").start(this::work);
    }

    @Override
    public void follow(Outcome outcome) {
        Optional<EventNote> note = EventNote.of(outcome);
        if (note.isPresent() && !queue.offer(note.get())) {
            LOG.debug("no room for an Event: {}", note.get());
        }
    }

    /// The consequence, while the right is missing.
    Optional<String> missingRight() {
        return refused.map(_ -> MISSING);
    }

    @Override
    public void close() {
        worker.interrupt();
    }

    private void work() {
        try {
            while (true) {
                EventNote note = queue.take();
                if (isNews(note) && mayTry()) {
                    say(note);
                    Thread.sleep(BETWEEN);
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("no more Events");
        }
    }

    private boolean isNews(EventNote note) {
        Instant now = clock.instant();
        Instant before = said.remove(note.identity());
        said.put(note.identity(), now);
        return before == null || before.plus(SAID_AGAIN).isBefore(now);
    }

    private boolean mayTry() {
        return refused.filter(at -> at.plus(ASKED_AGAIN).isAfter(clock.instant())).isEmpty();
    }

    private void say(EventNote note) throws InterruptedException {
        Optional<Regarding> object = objects.apply(note.workload());
        if (object.isEmpty()) {
            return;
        }
        String body =
                note.json(object.get().apiVersion(), object.get().uid(), instance, clock.instant())
                        .toString();
        var backoff = new Backoff();
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                if (isOver(note, body)) {
                    return;
                }
            } catch (IOException | ApiException | RuntimeException failed) {
                LOG.debug("Tried to post an Event but {}", failed.toString());
            }
            backoff.pause();
        }
    }

    /// Whether there is nothing to try again.
    private boolean isOver(EventNote note, String body)
            throws IOException, ApiException, InterruptedException {
        String namespace = note.workload().namespace();
        KubernetesWorkloads.Answer answer =
                KubernetesWorkloads.send(
                        server.create(
                                "/apis/events.k8s.io/v1/namespaces/%s/events"
                                        .formatted(KindDefinition.segment(namespace)),
                                body));
        if (answer.code() == HttpURLConnection.HTTP_FORBIDDEN
                && !access.may("create", "events.k8s.io", "events", namespace)) {
            if (refused.isEmpty()) {
                LOG.warn("{}: {}", MISSING, answer.message());
            }
            refused = Optional.of(clock.instant());
            return true;
        }
        if (answer.code() == HttpURLConnection.HTTP_CREATED && refused.isPresent()) {
            LOG.info("No longer so: {}", MISSING);
            refused = Optional.empty();
        }
        return answer.code() < 500 && answer.code() != 429;
    }
}
