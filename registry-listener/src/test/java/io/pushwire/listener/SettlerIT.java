// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.reception.EventPublisher;
import io.pushwire.listener.reception.Publication;
import io.pushwire.registry.DigestLookup;
import io.pushwire.registry.Looked;
import io.pushwire.tag.KnownTag;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// The settler on a real log, against a registry that answers when the test lets it.
@Timeout(180)
final class SettlerIT {

    private static final Digest OLD = TestingRegistry.digestOf("old");
    private static final Digest NEW = TestingRegistry.digestOf("new");
    private static final Instant TIME = Instant.parse("2026-11-01T12:00:00Z");

    private final TestingRegistry registry = new TestingRegistry();

    @Test
    void theRegistryHasTheLastWord() {
        ImageTag confirmed = tag();
        ImageTag corrected = tag();
        ImageTag announced = tag();
        List.of(confirmed, corrected, announced).forEach(image -> registry.points(image, NEW));
        try (ApplicationContext settler = start(registry);
                var log = new SettledLog()) {
            publish(settler, pushed(confirmed, NEW, 0));
            publish(settler, pushed(corrected, OLD, 0));
            publish(settler, announced(announced));

            for (ImageTag image : List.of(confirmed, corrected, announced)) {
                eventually(() -> assertThat(log.digest(image)).hasValue(NEW));
            }
            assertThat(log.observations(confirmed)).isEmpty();
            assertThat(log.observations(corrected)).hasSize(1);
            assertThat(log.observations(announced)).hasSize(1);
        }
    }

    @Test
    void aLateRetryOfAnOlderPushNeverBecomesTheNewestWord() throws InterruptedException {
        ImageTag image = tag();
        registry.points(image, NEW);
        try (ApplicationContext settler = start(registry);
                var log = new SettledLog()) {
            publish(settler, pushed(image, NEW, 9));
            eventually(() -> assertThat(log.digest(image)).hasValue(NEW));

            TestingRegistry.Gate gate = registry.hold(image);
            publish(settler, pushed(image, OLD, 2));
            assertThat(gate.asked().await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(log.observations(image)).isEmpty();
            gate.open().countDown();

            eventually(() -> assertThat(log.observations(image)).hasSize(1));
            assertThat(log.observations(image).getFirst().digest()).isEqualTo(NEW);
            assertThat(log.digestsEver(image)).isEqualTo(Set.of(NEW));
        }
    }

    @Test
    void aSlowLookUpNeverUndoesANewerPush() throws InterruptedException {
        ImageTag image = tag();
        registry.points(image, OLD);
        try (ApplicationContext settler = start(registry);
                var log = new SettledLog()) {
            TestingRegistry.Gate gate = registry.hold(image);
            publish(settler, announced(image));
            assertThat(gate.asked().await(30, TimeUnit.SECONDS)).isTrue();

            registry.points(image, NEW);
            Publication.Stored push = publish(settler, pushed(image, NEW, 5));
            gate.open().countDown();

            eventually(() -> assertThat(log.digest(image)).hasValue(NEW));
            eventually(() -> assertThat(log.observations(image)).isNotEmpty());
            ImageEvent.Observed late = log.observations(image).getFirst();
            assertThat(late.digest()).isEqualTo(OLD);
            assertThat(
                            late.at("log", push.partition(), push.offset() + 1)
                                    .isOlderThan(
                                            new Position("log", push.partition(), push.offset())))
                    .isTrue();
        }
    }

    @Test
    void aRegistryThatIsAwayDelaysOnlyItsOwnTags() {
        ImageTag away = tag();
        ImageTag there = tag();
        registry.answers(away, new Looked.Unavailable("refused"));
        registry.points(there, NEW);
        try (ApplicationContext settler = start(registry);
                var log = new SettledLog()) {
            Publication.Stored waits = publish(settler, announced(away));
            publish(settler, announced(there));

            eventually(() -> assertThat(log.digest(there)).hasValue(NEW));
            assertThat(log.digest(away)).isEmpty();
            assertThat(log.watermark(waits.partition())).isLessThanOrEqualTo(waits.offset());

            registry.points(away, NEW);
            eventually(() -> assertThat(log.digest(away)).hasValue(NEW));
            eventually(() ->
                    assertThat(log.watermark(waits.partition())).isGreaterThan(waits.offset()));
        }
    }

    @Test
    void noTagIsLostWhenASettlerIsKilled() {
        List<ImageTag> images = IntStream.range(0, 200).mapToObj(_ -> tag()).toList();
        String kafka = EmbeddedKafka.bootstrapServers();
        try (ApplicationContext survivor = SettlerProcess.start(kafka, SettlerProcess.slow());
                ChildProcess victim =
                        ChildProcess.java(SettlerProcess.class.getName(), List.of(), kafka);
                var log = new SettledLog()) {
            eventually(
                    Duration.ofSeconds(90),
                    () -> assertThat(victim.output()).contains("partitions of pushwire"));
            publishAll(survivor, images.stream().map(SettlerIT::announced).toList());
            eventually(() -> assertThat(log.known(images)).hasSizeGreaterThan(20));
            victim.kill();
            assertThat(log.known(images)).as("it was killed in the middle").hasSizeLessThan(200);

            eventually(
                    Duration.ofSeconds(60),
                    () -> assertThat(log.known(images)).hasSize(images.size()));
            for (KnownTag known : log.known(images)) {
                assertThat(known.word().flatMap(KnownTag.Word::digest))
                        .hasValue(TestingRegistry.digestOf(known.image().toString()));
            }
        }
    }

    private static ApplicationContext start(DigestLookup lookup) {
        return SettlerProcess.start(EmbeddedKafka.bootstrapServers(), lookup);
    }

    /// Tried until the listener has opened its log.
    private static Publication.Stored publish(ApplicationContext listener, ImageEvent event) {
        EventPublisher publisher = listener.getBean(EventPublisher.class);
        return Eventually.get(() -> {
            Publication publication = publisher.publish(List.of(event)).getFirst();
            return publication instanceof Publication.Stored stored
                    ? Optional.of(stored)
                    : Optional.empty();
        });
    }

    private static void publishAll(ApplicationContext listener, List<ImageEvent> events) {
        assertThat(listener.getBean(EventPublisher.class).publish(events))
                .allSatisfy(publication ->
                        assertThat(publication).isInstanceOf(Publication.Stored.class));
    }

    private static ImageTag tag() {
        return new ImageTag("registry.example", "team/" + UUID.randomUUID(), "1");
    }

    private static ImageEvent pushed(ImageTag image, Digest digest, int second) {
        return new ImageEvent.Pushed(
                announcement(image, Optional.of(TIME.plusSeconds(second))),
                digest,
                Optional.empty(),
                Instant.now());
    }

    private static ImageEvent announced(ImageTag image) {
        return new ImageEvent.Announced(
                announcement(image, Optional.empty()), Optional.empty(), Optional.empty());
    }

    private static Announcement announcement(ImageTag image, Optional<Instant> occurredAt) {
        return new Announcement(
                UUID.randomUUID().toString(),
                image,
                List.of(image.host()),
                occurredAt,
                Instant.now(),
                new Announcement.Origin(
                        "team", "harbor", Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
