// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class WriteSlotsTest {

    private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void aTagWithOneWriteWaitsForOneOfAnotherTagAndNotForAll() throws InterruptedException {
        var slots = new WriteSlots(1, 0, System::nanoTime);
        try (var _ = slots.acquire("wide")) {
            for (int i = 0; i < 20; i++) {
                queue(slots, "wide");
            }
            queue(slots, "narrow");
        }
        joinAll();

        assertThat(order).hasSize(21);
        assertThat(List.copyOf(order).subList(0, 2)).containsExactlyInAnyOrder("wide", "narrow");
    }

    @Test
    void tagsTakeTurns() throws InterruptedException {
        var slots = new WriteSlots(1, 0, System::nanoTime);
        try (var _ = slots.acquire("first")) {
            for (String tag : List.of("a", "a", "a", "b", "b", "b", "c", "c", "c")) {
                queue(slots, tag);
            }
        }
        joinAll();

        assertThat(order).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @Test
    void aWideTagLeavesAQuarterFree() throws InterruptedException {
        var slots = new WriteSlots(16, 0, System::nanoTime);
        List<WriteSlots.Slot> wide = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            wide.add(slots.acquire("wide"));
        }
        queue(slots, "wide");
        assertThat(slots.held()).isEqualTo(12);
        assertThat(slots.waiting()).isEqualTo(1);

        for (String tag : List.of("b", "c", "d", "e")) {
            wide.add(slots.acquire(tag));
        }

        assertThat(slots.held()).isEqualTo(16);
        wide.forEach(WriteSlots.Slot::close);
        joinAll();
        assertThat(order).containsExactly("wide");
        assertThat(slots.held()).isZero();
    }

    @Test
    void oneThatIsInterruptedLeavesNothingBehind() throws InterruptedException {
        var slots = new WriteSlots(1, 0, System::nanoTime);
        try (var _ = slots.acquire("a")) {
            queue(slots, "a");
            queue(slots, "b");
            threads.getFirst().interrupt();
            eventually(() -> assertThat(slots.waiting()).isEqualTo(1));
        }
        joinAll();

        assertThat(order).containsExactly("b");
        assertThat(slots.held()).isZero();
        assertThat(slots.waiting()).isZero();
    }

    @Test
    void noMoreSlotsThanTheRateCanUse() throws InterruptedException {
        var slots = new WriteSlots(16, 1, System::nanoTime);

        try (var _ = slots.acquire("a")) {
            queue(slots, "a");
            assertThat(slots.held()).isEqualTo(2);
            assertThat(slots.waiting()).isZero();
            threads.getFirst().interrupt();
            joinAll();
        }
        assertThat(slots.held()).isZero();
    }

    @Test
    void theRateIsSpreadEvenlyAndARestIsNotSavedUp() {
        var now = new AtomicLong(-5);
        var pace = new Pace(4, now::get);

        assertThat(pace.take()).isEqualTo(Duration.ZERO);
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(250));
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(500));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(pace.take()).isEqualTo(Duration.ZERO);
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void withoutARateNothingWaits() {
        var pace = new Pace(0, () -> 7);

        for (int i = 0; i < 1000; i++) {
            assertThat(pace.take()).isEqualTo(Duration.ZERO);
        }
    }

    /// Returns once it waits, or has its slot.
    private void queue(WriteSlots slots, String tag) {
        int before = slots.waiting() + slots.held();
        threads.add(
                Thread.ofVirtual()
                        .start(() -> {
                            try (var _ = slots.acquire(tag)) {
                                order.add(tag);
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        }));
        eventually(() -> assertThat(slots.waiting() + slots.held()).isGreaterThan(before));
    }

    private void joinAll() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
