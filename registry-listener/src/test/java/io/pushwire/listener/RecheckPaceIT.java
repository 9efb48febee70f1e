// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.pushwire.control.RecheckRequest;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.kafka.RecheckRun;
import io.pushwire.registry.DigestLookup;
import io.pushwire.registry.Looked;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// How often registries are asked, and by whom.
@Timeout(300)
final class RecheckPaceIT {

    private static final Digest THERE = TestingRegistry.digestOf("there");
    private static final String NEVER = "1000h";

    private final String host = "recheck-" + UUID.randomUUID() + ".example";
    private final String otherHost = "other-" + host;
    private final CountingRegistry registry = new CountingRegistry();
    private TestInventory inventory;

    @BeforeEach
    void start() {
        inventory = new TestInventory();
    }

    @AfterEach
    void stop() {
        inventory.close();
    }

    @Test
    void replicasShareTheTags() {
        List<ImageTag> images = IntStream.range(0, 60).mapToObj(_ -> tag(host)).toList();
        images.forEach(image -> registry.points(image, THERE));
        try (ApplicationContext one = listener(NEVER);
                ApplicationContext other = listener(NEVER)) {
            // Each has its half of the partitions when both look after tags that come and go.
            List<ImageTag> probes = IntStream.range(0, 60).mapToObj(_ -> tag(host)).toList();
            probes.forEach(inventory::uses);
            eventually(() -> {
                assertThat(tags(one)).isPositive();
                assertThat(tags(other)).isPositive();
                assertThat(tags(one) + tags(other)).isEqualTo(probes.size());
            });

            images.forEach(inventory::uses);

            eventually(() ->
                    assertThat(images)
                            .allSatisfy(image -> assertThat(registry.asked(image)).isPositive()));
            assertThat(tags(one) + tags(other)).isEqualTo(probes.size() + images.size());
            assertThat(images).allSatisfy(image -> assertThat(registry.asked(image)).isEqualTo(1));

            one.stop();
            eventually(() -> assertThat(tags(other)).isEqualTo(probes.size() + images.size()));
        }
    }

    @Test
    void whatARegistryRefusesIsAskedLessAndLess() {
        ImageTag fine = tag(host);
        ImageTag missing = tag(host);
        ImageTag forbidden = tag(host);
        registry.points(fine, THERE);
        registry.answers(missing, new Looked.NotFound("404"));
        registry.answers(forbidden, new Looked.NotAllowed("401"));
        List.of(fine, missing, forbidden).forEach(inventory::uses);
        try (ApplicationContext _ = listener("1s")) {
            eventually(
                    Duration.ofSeconds(60),
                    () -> assertThat(registry.asked(fine)).isGreaterThanOrEqualTo(15));

            // At 0, 2, 6 and 14 seconds, and the first of them may come late.
            assertThat(registry.asked(missing)).isBetween(1, 6);
            assertThat(registry.asked(forbidden)).isBetween(1, 6);

            registry.points(missing, THERE);
            eventually(
                    Duration.ofSeconds(60),
                    () -> assertThat(registry.asked(missing)).isGreaterThanOrEqualTo(8));
        }
    }

    @Test
    void aRegistryThatWantsToBeLeftAloneIsLeftAlone() {
        ImageTag first = tag(host);
        ImageTag other = tag(otherHost);
        registry.answers(first, new Looked.TooManyRequests(Duration.ofHours(1)));
        registry.points(other, THERE);
        inventory.uses(first);
        try (ApplicationContext _ = listener("1s")) {
            eventually(() -> assertThat(registry.asked(first)).isEqualTo(1));
            ImageTag second = tag(host);
            registry.points(second, THERE);
            inventory.uses(second);
            inventory.uses(other);

            eventually(() -> assertThat(registry.asked(other)).isGreaterThanOrEqualTo(5));
            inventory.ask(new RecheckRequest.Image(second), Instant.now());
            int before = registry.asked(other);
            eventually(() -> assertThat(registry.asked(other)).isGreaterThan(before + 3));
            assertThat(registry.asked(second)).isZero();
            assertThat(registry.asked(first)).isEqualTo(1);
        }
    }

    @Test
    void whoAsksIsServedNow() {
        ImageTag wanted = tag(host);
        ImageTag stale = tag(host);
        ImageTag ofCluster = tag(host);
        List<ImageTag> all = List.of(wanted, stale, ofCluster);
        all.forEach(image -> registry.points(image, THERE));
        all.forEach(inventory::uses);
        try (ApplicationContext _ = listener(NEVER);
                var log = new SettledLog()) {
            eventually(() ->
                    assertThat(all)
                            .allSatisfy(image -> assertThat(log.digest(image)).hasValue(THERE)));
            Digest moved = TestingRegistry.digestOf("moved");
            all.forEach(image -> registry.points(image, moved));

            inventory.ask(new RecheckRequest.Image(stale), Instant.now().minusSeconds(3600));
            inventory.ask(new RecheckRequest.Image(wanted), Instant.now());

            eventually(() -> assertThat(log.digest(wanted)).hasValue(moved));
            assertThat(registry.asked(stale)).isEqualTo(1);

            inventory.ask(new RecheckRequest.WholeCluster(inventory.cluster()), Instant.now());
            eventually(() -> assertThat(log.digest(ofCluster)).hasValue(moved));
            eventually(() -> assertThat(log.digest(stale)).hasValue(moved));
        }
    }

    private ApplicationContext listener(String interval) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("pushwire.reconcile.interval", interval);
        settings.put("pushwire.reconcile.first-within", "100ms");
        for (String name : List.of(host, otherHost)) {
            String prefix = "pushwire.sources." + (name.equals(host) ? "first" : "second") + ".";
            settings.put(prefix + "dialect", "distribution");
            settings.put(prefix + "registry", name);
            settings.put(prefix + "auth.allow-anonymous", "true");
        }
        return SettlerProcess.start(EmbeddedKafka.bootstrapServers(), registry, settings);
    }

    private static int tags(ApplicationContext listener) {
        return listener.getBean(RecheckRun.class).size();
    }

    private static ImageTag tag(String host) {
        return new ImageTag(host, "team/" + UUID.randomUUID(), "1");
    }

    private static final class CountingRegistry implements DigestLookup {

        private final TestingRegistry registry = new TestingRegistry();
        private final Map<ImageTag, AtomicInteger> asked = new ConcurrentHashMap<>();

        void points(ImageTag image, Digest digest) {
            registry.points(image, digest);
        }

        void answers(ImageTag image, Looked answer) {
            registry.answers(image, answer);
        }

        int asked(ImageTag image) {
            AtomicInteger count = asked.get(image);
            return count == null ? 0 : count.get();
        }

        @Override
        public Looked look(ImageTag tag) throws InterruptedException {
            asked.computeIfAbsent(tag, _ -> new AtomicInteger()).incrementAndGet();
            return registry.look(tag);
        }

        @Override
        public Looked look(ImageTag within, Digest digest) {
            return registry.look(within, digest);
        }
    }
}
