// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

@Timeout(30)
final class SlowProxyTest {

    private static final Duration DELAY = Duration.ofMillis(50);

    @Test
    void passesEverythingOnAndTheAnswerLate() throws Exception {
        try (var target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var proxy = SlowProxy.start(target.getLocalPort(), DELAY);
                var near = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            var asked = CompletableFuture.supplyAsync(() -> answerInCapitals(target));
            near.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
            near.shutdownOutput();
            String answer =
                    new String(near.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).isEqualTo("QUESTION");
            assertThat(Duration.ofNanos(System.nanoTime() - asked.get()))
                    .isGreaterThanOrEqualTo(DELAY);
        }
    }

    /// @return when it had answered
    private static long answerInCapitals(ServerSocket target) {
        try (Socket far = target.accept()) {
            String asked = new String(far.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long answered = System.nanoTime();
            far.getOutputStream()
                    .write(asked.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return answered;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
