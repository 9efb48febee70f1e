// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

final class LogStateTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    private final LogState state = new LogState(now::get);

    @Test
    void complainsUntilTheLogIsOpen() {
        assertThat(state.complaint()).contains("the log is being opened");

        state.notYet("no topics");

        assertThat(state.complaint()).contains("no topics");
    }

    @Test
    void complainsAboutAFailedSendUntilTheNextOneSucceeds() {
        state.open(new MockProducer<>());
        assertThat(state.complaint()).isEmpty();

        state.failed("no acknowledgement");
        assertThat(state.complaint()).contains("no acknowledgement");

        state.sent();
        assertThat(state.complaint()).isEmpty();
    }

    @Test
    void forgetsAnOldFailureBecauseNobodyMaySendWhileItIsNotReady() {
        state.open(new MockProducer<>());
        state.failed("no acknowledgement");

        now.set(now.get().plusSeconds(10));

        assertThat(state.complaint()).isEmpty();
    }

    @Test
    void isStoppingWhenClosed() {
        state.open(new MockProducer<>());

        state.close();

        assertThat(state.complaint()).contains("stopping");
    }
}
