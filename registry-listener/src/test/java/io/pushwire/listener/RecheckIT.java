// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.recheck.LookResult;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The re-check on a real log, at a real registry that notifies nobody unless it is told to.
@Timeout(180)
final class RecheckIT {

    private static final String ALIAS = "registry.svc:5000";

    private TestInventory inventory;
    private SettledLog log;

    @BeforeEach
    void start() {
        inventory = new TestInventory();
        log = new SettledLog();
    }

    @AfterEach
    void stop() {
        log.close();
        inventory.close();
    }

    @Test
    void aSilentPushComesToTheLog() {
        try (RegistryProcess registry = RegistryProcess.start();
                TestListener listener = listener(registry, Map.of())) {
            ImageTag image = image(registry);
            Digest first = push(registry, "first");
            inventory.uses(image);
            eventually(() -> assertThat(log.digest(image)).hasValue(first));
            long same = looks(listener, LookResult.SAME);

            Digest second = push(registry, "second");

            eventually(() -> assertThat(log.digest(image)).hasValue(second));
            eventually(() -> assertThat(looks(listener, LookResult.SAME)).isGreaterThan(same + 3));
            assertThat(log.observations(image))
                    .extracting(ImageEvent.Observed::digest, ImageEvent.Observed::baseline)
                    .containsExactly(tuple(first, true), tuple(second, false));
            assertThat(looks(listener, LookResult.BASELINE)).isEqualTo(1);
            assertThat(looks(listener, LookResult.UNTOLD)).isEqualTo(1);
        }
    }

    @Test
    void whatANotificationTellsIsNotCountedAsUntold() {
        int port = Ports.free();
        try (RegistryProcess registry =
                        RegistryProcess.start(
                                RegistryProcess.Setup.ANONYMOUS.notifying(
                                        URI.create("http://127.0.0.1:" + port + "/hooks/quiet"),
                                        "Authorization",
                                        TestListener.SECRET));
                TestListener listener = listener(registry, Map.of("micronaut.server.port", port))) {
            ImageTag image = image(registry);
            inventory.uses(image);
            for (int push = 0; push < 5; push++) {
                Digest digest = push(registry, "push " + push);
                long same = looks(listener, LookResult.SAME);
                eventually(() -> assertThat(log.digest(image)).hasValue(digest));
                eventually(() -> assertThat(looks(listener, LookResult.SAME)).isGreaterThan(same));
            }

            assertThat(looks(listener, LookResult.UNTOLD)).isZero();
        }
    }

    @Test
    void aTagIsLookedAtUnderItsRegistrysOwnName() {
        try (RegistryProcess registry = RegistryProcess.start();
                TestListener listener = listener(registry, Map.of())) {
            ImageTag image = image(registry);
            Digest first = push(registry, "first");
            inventory.uses(image.at(ALIAS));

            eventually(() -> assertThat(log.digest(image)).hasValue(first));

            ImageEvent.Observed told = log.observations(image).getFirst();
            assertThat(told.announcement().hosts()).containsExactly(registry.host(), ALIAS);
            assertThat(told.announcement().origin().source()).isEqualTo("quiet");
            assertThat(looks(listener, LookResult.BASELINE)).isEqualTo(1);
        }
    }

    @Test
    void whatNobodyUsesOrNoSourceSpeaksForIsNotLookedAt() {
        try (RegistryProcess registry = RegistryProcess.start();
                TestListener listener =
                        listener(
                                registry,
                                Map.of("pushwire.sources.quiet.repositories", List.of("team/*")))) {
            var foreign = new ImageTag(registry.host(), "other/web", "1");
            ImagePusher.to(registry).push(foreign.repository(), foreign.tag(), "foreign");
            ImageTag image = image(registry);
            Digest first = push(registry, "first");
            inventory.uses(foreign);
            inventory.uses(new ImageTag("elsewhere.example", "team/web", "1"));
            inventory.uses(image);
            eventually(() -> assertThat(log.digest(image)).hasValue(first));
            assertThat(tags(listener)).isEqualTo(1);

            inventory.usesNoMore(image);
            eventually(() -> assertThat(tags(listener)).isZero());

            push(registry, "second");
            var marker = new ImageTag(registry.host(), "team/marker", "1");
            ImagePusher.to(registry).push(marker.repository(), marker.tag(), "marker");
            inventory.uses(marker);
            eventually(() -> assertThat(log.digest(marker)).isPresent());
            assertThat(log.digest(image)).hasValue(first);
            assertThat(log.observations(foreign)).isEmpty();
        }
    }

    @Test
    void aPinnedDigestThatIsGoneIsReportedUntilNobodyNeedsIt() {
        try (RegistryProcess registry = RegistryProcess.start();
                TestListener listener = listener(registry, Map.of())) {
            ImageTag image = image(registry);
            Digest old = push(registry, "old");
            Digest newer = push(registry, "newer");
            inventory.pins(image, old);
            eventually(() -> assertThat(log.digest(image)).hasValue(newer));
            assertThat(gone(listener)).isZero();

            ImagePusher.to(registry).delete(image.repository(), old);
            eventually(() -> assertThat(gone(listener)).isEqualTo(1));
            push(registry, "old");
            eventually(() -> assertThat(gone(listener)).isZero());

            push(registry, "newer");
            ImagePusher.to(registry).delete(image.repository(), old);
            eventually(() -> assertThat(gone(listener)).isEqualTo(1));
            inventory.pins(image, newer);
            eventually(() -> assertThat(gone(listener)).isZero());
        }
    }

    private TestListener listener(RegistryProcess registry, Map<String, Object> more) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "pushwire.reconcile.interval", "1s",
                                "pushwire.reconcile.first-within", "100ms",
                                "pushwire.settling-time", "500ms",
                                "pushwire.sources.quiet.dialect", "distribution",
                                "pushwire.sources.quiet.registry", registry.host(),
                                "pushwire.sources.quiet.aliases", ALIAS,
                                "pushwire.sources.quiet.look-up.plain-http", "true",
                                "pushwire.sources.quiet.auth.header.name", "Authorization",
                                "pushwire.sources.quiet.auth.header.value", TestListener.SECRET));
        settings.put("pushwire.sources.team.aliases", "team.svc");
        settings.putAll(more);
        TestListener listener = TestListener.start(EmbeddedKafka.bootstrapServers(), settings);
        listener.awaitReadiness();
        return listener;
    }

    private static ImageTag image(RegistryProcess registry) {
        return new ImageTag(registry.host(), "team/web", "1");
    }

    private static Digest push(RegistryProcess registry, String text) {
        return ImagePusher.to(registry).push("team/web", "1", text);
    }

    private static long looks(TestListener listener, LookResult result) {
        return (long)
                meters(listener)
                        .find("pushwire.recheck.looks")
                        .tags("source", "quiet", "result", result.label())
                        .counters()
                        .stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
    }

    private static int tags(TestListener listener) {
        return (int) meters(listener).get("pushwire.recheck.tags").gauge().value();
    }

    private static int gone(TestListener listener) {
        return meters(listener)
                .find("pushwire.recheck.pinned.digests.gone")
                .tag("source", "quiet")
                .gauges()
                .stream()
                .mapToInt(gauge -> (int) gauge.value())
                .sum();
    }

    private static MeterRegistry meters(TestListener listener) {
        return listener.context().getBean(MeterRegistry.class);
    }
}
