// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

class OffsetTrackerTest {

    @Test
    void hasNothingToCommitBeforeAnythingIsDone() {
        var tracker = new OffsetTracker(5);
        tracker.started(5);

        assertThat(tracker.committable()).isEmpty();
    }

    @Test
    void commitsNothingBeyondTheFirstThatIsUnderWay() {
        var tracker = new OffsetTracker(5);
        LongStream.rangeClosed(5, 8).forEach(tracker::started);

        tracker.finished(6);
        tracker.finished(7);
        assertThat(tracker.committable()).isEmpty();

        tracker.finished(5);
        assertThat(tracker.committable()).hasValue(8);
    }

    @Test
    void leapsOverOffsetsThatTheLogDoesNotHave() {
        var tracker = new OffsetTracker(5);
        tracker.started(9);
        tracker.finished(9);

        assertThat(tracker.committable()).hasValue(10);
    }

    @Test
    void offersAnOffsetOnce() {
        var tracker = new OffsetTracker(0);
        tracker.started(0);
        tracker.finished(0);
        tracker.committed(1);

        assertThat(tracker.committable()).isEmpty();
    }

    @Test
    void neverCommitsPastAnUnfinishedOffsetWhateverTheOrder() {
        for (int seed = 0; seed < 200; seed++) {
            var tracker = new OffsetTracker(0);
            List<Long> order = new ArrayList<>(LongStream.range(0, 50).boxed().toList());
            order.forEach(tracker::started);
            Collections.shuffle(order, new Random(seed));
            var open = new ArrayList<>(order);
            for (long offset : order) {
                tracker.finished(offset);
                open.remove(offset);
                long lowestOpen = open.isEmpty() ? 50 : Collections.min(open);

                assertThat(tracker.committable().orElse(0)).isEqualTo(lowestOpen);
            }
        }
    }
}
