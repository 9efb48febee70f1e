// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Many of the longest bodies at once, in a heap that holds only some of them.
final class LongBodiesIT {

    private static final int LIMIT = 16 * 1024 * 1024;
    private static final int AT_ONCE = 64;

    @Test
    void moreBytesThanTheHeapHoldsAreAnsweredAndAreNoEnd() throws Exception {
        byte[] body = envelope(LIMIT);
        try (var listener = ListenerProcess.start();
                var client = ListenerProcess.client()) {
            List<CompletableFuture<HttpResponse<String>>> sent =
                    Stream.generate(() ->
                                    client.sendAsync(
                                            listener.notification(BodyPublishers.ofByteArray(body)),
                                            BodyHandlers.ofString()))
                            .limit(AT_ONCE)
                            .toList();

            for (var answer : sent) {
                assertAnswered(answer.get(120, TimeUnit.SECONDS));
            }
            assertThat(listener.process().isAlive()).isTrue();
            assertThat(listener.process().output()).doesNotContain("OutOfMemoryError");
            assertThat(listener.post(Envelopes.of(Envelopes.push("long/web", "1"))).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsAcceptedAndAByteMoreIsNot() throws Exception {
        byte[] longest = envelope(LIMIT);
        byte[] longer = envelope(LIMIT + 1);
        try (var listener = ListenerProcess.start();
                var client = ListenerProcess.client()) {
            for (var body : List.of(longest, longer)) {
                int expected = body.length == LIMIT ? 202 : 413;
                var told = listener.notification(BodyPublishers.ofByteArray(body));
                var chunked =
                        listener.notification(
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

                assertThat(client.send(told, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(expected);
                assertThat(client.send(chunked, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(expected);
            }
        }
    }

    private static void assertAnswered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(200, 202, 413, 503);
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    /// One push behind as many pulls as there is room for.
    private static byte[] envelope(int length) {
        String push = "," + Envelopes.push("long/web", "1") + "]}";
        String pull = Envelopes.pull("long/web", "1");
        var body = new StringBuilder(length).append("{\"events\":[").append(pull);
        while (body.length() + pull.length() + 1 + push.length() <= length) {
            body.append(',').append(pull);
        }
        body.repeat(' ', length - body.length() - push.length()).append(push);
        return body.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
