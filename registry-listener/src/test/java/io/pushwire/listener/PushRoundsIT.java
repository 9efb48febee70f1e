// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Looked;
import io.pushwire.registry.RegistryLookups;
import io.pushwire.registry.RegistrySettings;
import io.pushwire.registry.Transport;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The real registry, pushed to over the same tags again and again, notifies a listener: after each
/// round `pushwire.tags` says what the tag finally points at. With `-Prounds` as often, and within
/// the ten seconds, that the design promises; else a few times, with more patience.
@Timeout(1_200)
final class PushRoundsIT {

    private static final int ROUNDS = Integer.getInteger("rounds", 6);
    private static final Duration SETTLED =
            ROUNDS >= 200 ? Duration.ofSeconds(10) : Duration.ofSeconds(40);
    // Each has a partition of its own, if the hashes want it so.
    private static final int TAGS = ROUNDS >= 200 ? 8 : 2;

    private RegistryProcess registry;
    private TestListener listener;
    private TagsFollower tags;
    private RegistryLookups truth;
    private ImagePusher pusher;

    @BeforeEach
    void start() {
        int port = Ports.free();
        registry =
                RegistryProcess.start(
                        RegistryProcess.Setup.ANONYMOUS.notifying(
                                URI.create("http://127.0.0.1:" + port + "/hooks/rounds"),
                                "Authorization",
                                TestListener.SECRET));
        listener =
                TestListener.start(
                        EmbeddedKafka.bootstrapServers(),
                        Map.of(
                                "micronaut.server.port",
                                port,
                                "pushwire.sources.rounds.dialect",
                                "distribution",
                                "pushwire.sources.rounds.registry",
                                registry.host(),
                                "pushwire.sources.rounds.look-up.plain-http",
                                "true",
                                "pushwire.sources.rounds.auth.header.name",
                                "Authorization",
                                "pushwire.sources.rounds.auth.header.value",
                                TestListener.SECRET));
        listener.awaitReadiness();
        tags = new TagsFollower(EmbeddedKafka.bootstrapServers());
        truth =
                new RegistryLookups(
                        List.of(
                                RegistrySettings.of(registry.host())
                                        .withTransport(new Transport.PlainHttp())
                                        .withLimits(
                                                new RegistrySettings.Limits(
                                                        1_000, 16, Duration.ofSeconds(10)))),
                        Clock.systemUTC());
        pusher = ImagePusher.to(registry);
    }

    @AfterEach
    void stop() {
        truth.close();
        tags.close();
        listener.close();
        registry.close();
    }

    @Test
    void pushingOverATag() throws Exception {
        rounds("over", 1);
    }

    @Test
    void fourPushesToATagAtOnce() throws Exception {
        rounds("at-once", 4);
    }

    private void rounds(String name, int atOnce) throws Exception {
        List<ImageTag> images =
                IntStream.range(0, TAGS)
                        .mapToObj(tag -> new ImageTag(registry.host(), "team/" + name + tag, "1"))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (ImageTag image : images) {
                running.add(
                        threads.submit(() -> {
                            for (int round = 0; round < ROUNDS / TAGS; round++) {
                                round(threads, image, round, atOnce);
                            }
                            return null;
                        }));
            }
            await(running);
        }
        // Nothing that was still under way took one of them back.
        for (ImageTag image : images) {
            assertThat(tags.digest(image)).hasValue(pointsAt(image));
        }
        System.out.printf("%d rounds of %d pushes, %d tags%n", ROUNDS, atOnce, TAGS);
    }

    private void round(ExecutorService threads, ImageTag image, int round, int atOnce)
            throws Exception {
        List<Future<?>> pushes = new ArrayList<>();
        for (int push = 0; push < atOnce; push++) {
            String text = image.repository() + " " + round + " " + push;
            pushes.add(threads.submit(() -> pusher.push(image.repository(), image.tag(), text)));
        }
        await(pushes);
        Digest pointedAt = pointsAt(image);
        Eventually.eventually(
                SETTLED,
                () -> assertThat(tags.digest(image)).as("round %d", round).hasValue(pointedAt));
    }

    private Digest pointsAt(ImageTag image) throws InterruptedException {
        return ((Looked.Found) truth.look(image)).digest();
    }

    private static void await(List<Future<?>> running)
            throws InterruptedException, ExecutionException {
        for (Future<?> one : running) {
            one.get();
        }
    }
}
