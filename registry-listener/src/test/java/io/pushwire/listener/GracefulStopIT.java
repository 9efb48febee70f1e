// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.kafka.Topics;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A real SIGTERM.
final class GracefulStopIT {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStopIT.class);
    private static final int SENDERS = 16;
    private static final int BEFORE = 300;

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> unavailable = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tags = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    @Test
    void underLoadEveryAcceptedEventIsOnTheLogAndNoEventIsThereWithoutAnAnswer() throws Exception {
        try (var listener = ListenerProcess.start();
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> sendUntilRefused(listener));
            }
            Eventually.eventually(() -> assertThat(accepted).hasSizeGreaterThan(BEFORE));

            listener.process().terminate();
            senders.shutdown();

            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        LOG.info(
                "{} accepted, {} unavailable, {} sent again on a fresh connection",
                accepted.size(),
                unavailable.size(),
                retries);
        try (var log = new Log(EmbeddedKafka.bootstrapServers())) {
            Set<String> onTheLog = log.keys(Topics.IMAGE_EVENTS, "registry.example/stop/web:");
            onTheLog.removeAll(unavailable);
            assertThat(onTheLog).isEqualTo(accepted);
        }
    }

    @Test
    void aRequestThatHasBegunIsFinishedAndNoneBeginsAnymore() throws Exception {
        String body = Envelopes.of(Envelopes.push("stop/begun", "1"));
        try (var listener = ListenerProcess.start();
                var sender = begin(listener, body.length())) {
            ProcessHandle.of(listener.process().pid()).ifPresent(ProcessHandle::destroy);
            Eventually.eventually(() -> assertThat(isRefused(listener)).isTrue());
            assertThat(listener.process().isAlive()).isTrue();

            sender.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));

            String answer =
                    new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer)
                    .startsWith("HTTP/1.1 202")
                    .containsIgnoringCase("connection: close")
                    .contains("registry.example/stop/begun:1");
            Eventually.eventually(() -> assertThat(listener.process().isAlive()).isFalse());
        }
    }

    @Test
    void aSenderThatNeverFinishesDoesNotKeepTheProcess() throws Exception {
        try (var listener = ListenerProcess.start("pushwire.stop-timeout=1s");
                var sender = begin(listener, 1_000)) {
            listener.process().terminate();

            assertThat(listener.process().isAlive()).isFalse();
            assertThat(sender.isConnected()).isTrue();
        }
    }

    private void sendUntilRefused(ListenerProcess listener) {
        try (var client = ListenerProcess.client()) {
            boolean running = true;
            while (running) {
                running = sent(listener, client, "registry.example/stop/web:t", true);
            }
        }
    }

    /// @return whether the listener takes connections
    private boolean sent(
            ListenerProcess listener, HttpClient client, String image, boolean mayRetry) {
        String tag = "t" + tags.incrementAndGet();
        HttpRequest request =
                listener.notification(
                        BodyPublishers.ofString(Envelopes.of(Envelopes.push("stop/web", tag))));
        try {
            note(
                    image.substring(0, image.length() - 1) + tag,
                    client.send(request, BodyHandlers.ofString()));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException closedWhileIdle) {
            // The listener closed the connection at the moment that the request was sent on it.
            assertThat(closedWhileIdle).message().doesNotContain("content-length", "chunked");
            retries.incrementAndGet();
            try (var fresh = ListenerProcess.client()) {
                return mayRetry && sent(listener, fresh, image, false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void note(String image, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(202, 503);
        if (answer.statusCode() == 202) {
            accepted.add(image);
        } else {
            unavailable.add(image);
        }
    }

    private static Socket begin(ListenerProcess listener, int length) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(30_000);
        String head =
                "POST /hooks/team HTTP/1.1\r\nHost: listener\r\nAuthorization: %s\r\n"
                                .formatted(TestListener.SECRET)
                        + "Expect: 100-continue\r\nContent-Length: %d\r\n\r\n".formatted(length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        // It asks for the body, so it is being handled.
        byte[] goOn = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(socket.getInputStream().readNBytes(goOn.length)).isEqualTo(goOn);
        return socket;
    }

    private static boolean isRefused(ListenerProcess listener) throws IOException {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }
}
