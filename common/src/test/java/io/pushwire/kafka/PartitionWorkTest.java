// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

@Timeout(20)
class PartitionWorkTest {

    private final PartitionWork work = new PartitionWork(0);
    private final Queue<String> done = new ConcurrentLinkedQueue<>();

    @Test
    void keepsTheOrderOfOneKeyAndLetsOthersPass() {
        var gate = new CountDownLatch(1);
        work.start("web", 0, () -> awaitThen(gate, "web 0"));
        work.start("web", 1, () -> done.add("web 1"));
        work.start("api", 2, () -> done.add("api 2"));

        eventually(() -> assertThat(done).containsExactly("api 2"));
        assertThat(work.committable()).isEmpty();

        gate.countDown();
        eventually(() -> assertThat(done).containsExactly("api 2", "web 0", "web 1"));
        eventually(() -> assertThat(work.committable()).hasValue(3));
    }

    @Test
    void doesInTurnWhatNoRecordAskedFor() {
        var gate = new CountDownLatch(1);
        work.start("web", 0, () -> awaitThen(gate, "web 0"));
        work.start("web", () -> done.add("again"));
        work.start("web", 1, () -> done.add("web 1"));
        assertThat(done).isEmpty();

        gate.countDown();

        eventually(() -> assertThat(done).containsExactly("web 0", "again", "web 1"));
        eventually(() -> assertThat(work.committable()).hasValue(2));
    }

    @Test
    void doesNothingMoreOnceItWasGivenAway() {
        work.abandon();

        work.start("web", () -> done.add("again"));

        assertThat(done).isEmpty();
        assertThat(work.committable()).isEmpty();
    }

    @Test
    void leavesUndoneWhatDoesNotEndInTime() throws InterruptedException {
        var never = new CountDownLatch(1);
        work.start("web", 0, () -> awaitThen(never, "web 0"));
        work.start("api", 1, () -> done.add("api 1"));

        work.finish(Duration.ofMillis(50));

        eventually(() -> assertThat(done).containsExactly("api 1"));
        assertThat(work.committable()).isEmpty();
        assertThat(work.inFlight()).isEqualTo(1);
    }

    private void awaitThen(CountDownLatch gate, String name) throws InterruptedException {
        gate.await();
        done.add(name);
    }
}
