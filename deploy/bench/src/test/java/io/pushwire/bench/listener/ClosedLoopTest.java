// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

final class ClosedLoopTest {

    private final AtomicInteger open = new AtomicInteger();
    private final Set<Long> made = ConcurrentHashMap.newKeySet();

    @Test
    void everyCallIsCountedOnceAsGoodOrAsFailed() throws Exception {
        Measured measured =
                new ClosedLoop(4, Duration.ofMillis(50))
                        .run(() -> new Numbered(number -> number % 3 != 0), new AtomicLong());

        assertThat(measured.calls() + measured.failures()).isEqualTo(made.size());
        assertThat(measured.failures()).isPositive();
        assertThat(measured.micros().getTotalCount()).isEqualTo(measured.calls());
        assertThat(measured.took()).isPositive();
        assertThat(open).as("all are closed").hasValue(0);
    }

    @Test
    void stopsSoonWhereEverythingFails() throws Exception {
        Measured measured =
                new ClosedLoop(2, Duration.ofHours(1))
                        .run(() -> new Numbered(_ -> false), new AtomicLong());

        assertThat(measured.calls()).isZero();
        assertThat(measured.failures()).isEqualTo(2000);
    }

    @Test
    void closesThoseThatWereOpenedWhenTheNextCannotBe() {
        var opened = new AtomicInteger();

        assertThatThrownBy(() ->
                        new ClosedLoop(3, Duration.ofSeconds(1))
                                .run(() -> third(opened), new AtomicLong()))
                .isInstanceOf(IOException.class);

        assertThat(open).hasValue(0);
    }

    private Call third(AtomicInteger opened) throws IOException {
        if (opened.incrementAndGet() == 3) {
            throw new IOException("no more");
        }
        return new Numbered(_ -> true);
    }

    private interface Outcome {
        boolean of(long number);
    }

    private final class Numbered implements Call {

        private final Outcome outcome;

        Numbered(Outcome outcome) {
            this.outcome = outcome;
            open.incrementAndGet();
        }

        @Override
        public boolean make(long number) {
            made.add(number);
            return outcome.of(number);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
