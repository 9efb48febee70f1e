// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;

import io.pushwire.testing.Eventually;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Ten thousand slow senders, and a fast one that must not notice.
final class SlowClientsIT {

    private static final Logger LOG = LoggerFactory.getLogger(SlowClientsIT.class);
    private static final int WANTED = 10_000;
    private static final int OWN_FILES = 1_500;
    private static final String GOOD = Envelopes.of(Envelopes.push("slow/web", "1"));
    private static final String HEAD =
            "POST /hooks/team HTTP/1.1\r\nHost: listener\r\nAuthorization: "
                    + TestListener.SECRET
                    + "\r\n";
    private static final long DEADLINE = Duration.ofMinutes(2).toNanos();

    @Test
    void thousandsOfSlowSendersDoNotStopAFastOne() throws Exception {
        int count = Math.min(WANTED, most());
        try (var listener =
                        ListenerProcess.start(
                                "pushwire.http.head-timeout=15s",
                                "pushwire.http.body-timeout=15s");
                var slow = new SlowClients(listener.port())) {
            slow.open(count / 2, HEAD);
            slow.open(count / 2, HEAD + "Content-Length: 60000\r\n\r\n{");

            int accepted = 0;
            long end = System.nanoTime() + DEADLINE;
            while (slow.closed() < 2 * (count / 2) && System.nanoTime() < end) {
                slow.step();
                assertThat(listener.post(GOOD).statusCode()).isEqualTo(202);
                accepted++;
            }

            LOG.info(
                    "{} slow connections of {} wanted, {} notifications accepted meanwhile",
                    slow.begun(),
                    WANTED,
                    accepted);
            assertThat(slow.begun()).isEqualTo(2 * (count / 2));
            assertThat(slow.closed()).isEqualTo(slow.begun());
            awaitNothingHeld(listener);
            assertThat(listener.process().output()).doesNotContain("OutOfMemoryError");
        }
    }

    private static void awaitNothingHeld(ListenerProcess listener) {
        Eventually.eventually(
                () -> assertThat(listener.metrics()).contains("pushwire_bodies_bytes 0.0"));
    }

    private static int most() throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system) {
            return (int) Math.min(WANTED, system.getMaxFileDescriptorCount() - OWN_FILES);
        }
        throw new IOException("the number of files that may be open is not known");
    }
}
