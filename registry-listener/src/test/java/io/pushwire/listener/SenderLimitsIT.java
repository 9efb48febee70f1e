// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// How long, how slow and how many senders may be. No Kafka is needed for that.
final class SenderLimitsIT {

    private static final int PATIENCE_MS = 30_000;

    @Test
    void aBodyThatDoesNotEndIsAnswered408AndItsMemoryIsFree() throws IOException {
        try (var listener = start("pushwire.http.body-timeout", "300ms");
                var sender = sender(listener, authorized("Content-Length: 1000") + "\r\n{")) {
            assertThat(answer(sender)).startsWith("HTTP/1.1 408").contains("onnection: close");
            Eventually.eventually(() ->
                    assertThat(listener.get("/prometheus").body())
                            .contains("pushwire_bodies_bytes 0.0")
                            .contains("result=\"too-slow\",source=\"team\""));
        }
    }

    @Test
    void aHeadThatDoesNotEndIsCutOff() throws IOException {
        try (var listener = start("pushwire.http.head-timeout", "300ms");
                var sender = sender(listener, authorized("X-Next: "))) {
            assertThat(answer(sender)).isEmpty();
            assertThat(listener.get("/prometheus").body())
                    .contains("pushwire_connections_closed_total{reason=\"slow\"} 1.0");
        }
    }

    @Test
    void aFurtherConnectionTakesThePlaceOfTheOneThatWaitedLongest() throws IOException {
        try (var listener = start("pushwire.http.max-connections", "2");
                var first = waiting(listener);
                var second = waiting(listener)) {
            assertThat(listener.get("/health/liveness").statusCode()).isEqualTo(200);

            assertThat(answer(first)).doesNotContain("HTTP/1.1");
            send(second, "POST /hooks/nobody HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(answer(second)).contains("HTTP/1.1 404");
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Long, 9000", "X-Many, 3"})
    void headersThatAreTooLongAreRefused(String name, int length) throws IOException {
        String header = name + ": " + "a".repeat(length) + "\r\n";
        try (var listener = start("pushwire.http.max-connections", "100");
                var sender =
                        sender(
                                listener,
                                authorized("Connection: close")
                                        + header.repeat(length < 10 ? 2_000 : 1)
                                        + "\r\n")) {
            assertThat(answer(sender)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aPathThatIsTooLongIsRefused() throws IOException {
        try (var listener = start("pushwire.http.max-connections", "100");
                var sender =
                        sender(
                                listener,
                                "POST /hooks/%s HTTP/1.1\r\nHost: a\r\n\r\n"
                                        .formatted("a".repeat(5_000)))) {
            assertThat(answer(sender)).matches("(?s)HTTP/1\\.[01] 4.*");
        }
    }

    private static TestListener start(String key, String value) {
        return TestListener.start("127.0.0.1:" + Ports.free(), Map.of(key, value));
    }

    private static String authorized(String header) {
        return "POST /hooks/team HTTP/1.1\r\nHost: listener\r\nAuthorization: %s\r\n%s\r\n"
                .formatted(TestListener.SECRET, header);
    }

    private static Socket sender(TestListener listener, String start) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(PATIENCE_MS);
        send(socket, start);
        return socket;
    }

    /// A connection on which one request was answered.
    private static Socket waiting(TestListener listener) throws IOException {
        Socket socket = sender(listener, "GET /health/liveness HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(socket.getInputStream().readNBytes(12))
                .isEqualTo("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// Until the listener closes the connection.
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
