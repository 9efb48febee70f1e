// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Decider;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.PositionedEvent;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.kubernetes.Cluster;
import io.pushwire.syncer.policy.Declared;
import io.pushwire.syncer.policy.PolicyReader;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.OutcomeCodec;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Goes the way of an event some hundred times before the first one comes, with an event and a
/// workload that nobody has: else the first push waits for classes to be loaded and connections to
/// be made. Nothing is written, neither to the cluster nor to a topic.
@Singleton
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final int ROUNDS = 300;
    private static final int CALLS = 10;
    private static final String NOWHERE = "warm-up";
    private static final ImageTag IMAGE = new ImageTag("registry.example.com", "warm/up", "1");
    private static final Digest DIGEST = new Digest("sha256:" + "0".repeat(64));

    private final Cluster cluster;
    private final PolicyReader policies;
    private final Clock clock;

    WarmUp(Cluster cluster, PolicyReader policies, Clock clock) {
        this.cluster = cluster;
        this.policies = policies;
        this.clock = clock;
    }

    /// Without it everything works as well, only slower at first: a failure is no more than logged.
    void run() throws InterruptedException {
        Instant start = clock.instant();
        try {
            int bytes = 0;
            for (int i = 0; i < ROUNDS; i++) {
                bytes += pure(start);
            }
            int answered = 0;
            for (int i = 0; i < CALLS && cluster.probe().answers(); i++) {
                answered++;
            }
            LOG.debug("warmed up with {} bytes and {} calls", bytes, answered);
        } catch (RuntimeException failed) {
            LOG.warn("Tried to warm up but failed; the first push may take longer", failed);
        }
    }

    /// From bytes to bytes.
    private int pure(Instant now) {
        ImageEvent event = decoded(ImageEventCodec.write(NOWHERE, example(now)));
        var positioned = new PositionedEvent(event, new Position(NOWHERE, 0, 1));
        String patch =
                cluster.rehearse(IMAGE.toString(), example -> decide(positioned, example, now));
        return patch.length() + OutcomeCodec.write(NOWHERE, outcome(now)).value().length;
    }

    private Decision decide(PositionedEvent event, Workload example, Instant now) {
        return Decider.decide(
                event,
                example,
                policies.read(
                        new Declared(
                                example.ref().namespace(),
                                example.ref().name(),
                                false,
                                example.labels(),
                                example.annotations(),
                                Optional.of("pin"),
                                List.of())),
                now);
    }

    private static ImageEvent decoded(ProducerRecord<byte[], byte[]> written) {
        var read =
                new ConsumerRecord<>(
                        NOWHERE,
                        0,
                        1,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        written.key(),
                        written.value(),
                        new RecordHeaders(written.headers()),
                        Optional.empty());
        return switch (ImageEventCodec.read(read)) {
            case Decoded.Understood<ImageEvent>(ImageEvent event) -> event;
            case Decoded.NotUnderstood<ImageEvent>(String reason) ->
                    throw new IllegalStateException("our own example is " + reason);
        };
    }

    private static ImageEvent example(Instant now) {
        var announcement =
                new Announcement(
                        NOWHERE,
                        IMAGE,
                        List.of(IMAGE.host()),
                        Optional.empty(),
                        now,
                        new Announcement.Origin(
                                NOWHERE,
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        return new ImageEvent.Pushed(announcement, DIGEST, Optional.empty(), now);
    }

    private static Outcome outcome(Instant now) {
        return new Outcome(
                NOWHERE,
                OutcomeKind.Written,
                "patched",
                new Outcome.Cause(
                        NOWHERE,
                        new Position(NOWHERE, 0, 1),
                        IMAGE.toString(),
                        Optional.of(DIGEST)),
                Optional.of(new Outcome.WorkloadRef("Deployment", NOWHERE, NOWHERE)),
                List.of(new Outcome.Change("app", IMAGE.toString(), IMAGE + "@" + DIGEST)),
                now,
                Optional.of(now));
    }
}
