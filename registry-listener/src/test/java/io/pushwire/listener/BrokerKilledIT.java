// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.ImageTag;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.KafkaProcess;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The broker is killed while notifications come in, and comes back.
@Timeout(300)
final class BrokerKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Set<ImageTag> answered = ConcurrentHashMap.newKeySet();
    private final Set<ImageTag> reallyPushed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();
    private KafkaProcess kafka;
    private RegistryProcess registry;
    private TestListener listener;

    @BeforeEach
    void start() {
        RegistryProcess.assumeInstalled();
        int port = Ports.free();
        kafka = KafkaProcess.start();
        registry =
                RegistryProcess.start(
                        RegistryProcess.Setup.ANONYMOUS.notifying(
                                URI.create("http://127.0.0.1:" + port + "/hooks/team"),
                                "Authorization",
                                TestListener.SECRET));
        listener =
                TestListener.start(kafka.bootstrapServers(), Map.of("micronaut.server.port", port));
        listener.awaitReadiness();
    }

    @AfterEach
    void stop() {
        enough.set(true);
        listener.close();
        registry.close();
        kafka.close();
    }

    @Test
    void everythingThatWasAcceptedIsOnTheLogAndEverythingElseComesAgain() throws Exception {
        Thread sender = Thread.ofPlatform().start(this::send);
        Thread pusher = Thread.ofPlatform().start(this::push);
        eventually(PATIENCE, () -> assertThat(answered).hasSizeGreaterThan(200));
        eventually(PATIENCE, () -> assertThat(reallyPushed).hasSizeGreaterThan(5));

        kafka.kill();
        int before = reallyPushed.size();
        eventually(PATIENCE, () -> assertThat(refused).hasValueGreaterThan(3));
        eventually(PATIENCE, () -> assertThat(reallyPushed).hasSizeGreaterThan(before + 5));
        kafka.startAgain();

        int accepted = answered.size();
        eventually(PATIENCE, () -> assertThat(answered).hasSizeGreaterThan(accepted + 200));
        enough.set(true);
        sender.join();
        pusher.join();
        try (var log = new SettledLog(kafka.bootstrapServers())) {
            assertThat(log.pushed()).containsAll(answered);
            eventually(PATIENCE, () -> assertThat(log.pushed()).containsAll(reallyPushed));
        }
        System.out.printf(
                "broker killed: %d answered 202, %d answered 503, %d pushed to the registry%n",
                answered.size(), refused.get(), reallyPushed.size());
    }

    private void send() {
        for (int number = 0; !enough.get(); number++) {
            String repository = "load/web" + number;
            int status =
                    listener.post("team", Envelopes.of(Envelopes.push(repository, "1")))
                            .statusCode();
            switch (status) {
                case 202 -> answered.add(new ImageTag("registry.example", repository, "1"));
                case 503 -> refused.incrementAndGet();
                default -> throw new AssertionError("answered " + status);
            }
        }
    }

    private void push() {
        ImagePusher pusher = ImagePusher.to(registry);
        for (int number = 0; !enough.get(); number++) {
            pusher.push("real/web", "t" + number, "image " + number);
            reallyPushed.add(new ImageTag("registry.example", "real/web", "t" + number));
        }
    }
}
