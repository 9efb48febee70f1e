// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.ImageTag;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/// When which tag is looked at.
final class ScheduleTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration FIRST_WITHIN = Duration.ofMinutes(1);
    private static final ImageTag WEB = new ImageTag("one.example", "team/web", "1");
    private static final ImageTag API = new ImageTag("one.example", "team/api", "1");
    private static final ImageTag DB = new ImageTag("other.example", "team/db", "1");

    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final Schedule schedule =
            new Schedule(new Rhythm(INTERVAL, FIRST_WITHIN, new Random(1)), () -> now);

    @Test
    void theFirstLookComesSoon() {
        schedule.add(WEB, false);

        assertThat(untilDue(WEB)).isLessThanOrEqualTo(FIRST_WITHIN);
    }

    @Test
    void theSecondLookComesWithinTheIntervalAndLaterOnesAnIntervalApart() {
        schedule.add(WEB, true);
        done(WEB, LookResult.SAME);
        assertThat(untilDue(WEB)).isLessThanOrEqualTo(INTERVAL);
        for (int round = 0; round < 20; round++) {
            done(WEB, LookResult.SAME);
            assertThat(untilDue(WEB)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        }
    }

    @Test
    void eachRefusalDoublesThePauseUpToABound() {
        schedule.add(WEB, true);
        for (int factor : new int[] {2, 4, 8, 16, 16, 16}) {
            done(WEB, LookResult.NOT_FOUND);
            assertThat(untilDue(WEB))
                    .isBetween(Duration.ofMinutes(9L * factor), Duration.ofMinutes(11L * factor));
        }
        done(WEB, LookResult.SAME);
        assertThat(untilDue(WEB)).isLessThanOrEqualTo(Duration.ofMinutes(11));
        done(WEB, LookResult.NOT_ALLOWED);
        assertThat(untilDue(WEB)).isLessThanOrEqualTo(Duration.ofMinutes(22));
    }

    @Test
    void aRegistryThatIsAwayIsAskedAtTheUsualInterval() {
        schedule.add(WEB, true);
        for (int round = 0; round < 5; round++) {
            done(WEB, LookResult.UNAVAILABLE);
            assertThat(untilDue(WEB)).isLessThanOrEqualTo(Duration.ofMinutes(11));
        }
    }

    @Test
    void whatIsUnderWayIsLookedAtSoonButNotAtOnce() {
        schedule.add(WEB, true);
        done(WEB, LookResult.UNDER_WAY);

        assertThat(untilDue(WEB)).isBetween(Duration.ofSeconds(1), FIRST_WITHIN);
    }

    @Test
    void retryAfterClosesTheRegistryAndNoOther() {
        schedule.add(WEB, true);
        schedule.add(API, true);
        schedule.add(DB, true);
        ImageTag first = schedule.take("one.example").orElseThrow();
        schedule.done(first, LookResult.TOO_MANY_REQUESTS, Optional.of(Duration.ofMinutes(5)));

        assertThat(schedule.take("one.example")).isEmpty();
        schedule.now(API);
        schedule.now(WEB);
        assertThat(schedule.hostsDue()).containsExactly("other.example");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(schedule.take("one.example")).isPresent();
    }

    @Test
    void whoeverAsksWhileItIsLookedAtGetsALookOfTheirOwn() {
        schedule.add(WEB, true);
        assertThat(schedule.take("one.example")).hasValue(WEB);
        assertThat(schedule.now(WEB)).isTrue();
        assertThat(schedule.take("one.example")).isEmpty();

        schedule.done(WEB, LookResult.SAME, Optional.empty());

        assertThat(schedule.take("one.example")).hasValue(WEB);
    }

    @Test
    void whatIsNotKeptIsNotLookedAt() {
        schedule.add(WEB, true);
        schedule.add(API, true);
        schedule.keepOnly(API::equals);

        assertThat(schedule.now(WEB)).isFalse();
        assertThat(schedule.take("one.example")).hasValue(API);
        assertThat(schedule.take("one.example")).isEmpty();
        assertThat(schedule.size()).isEqualTo(1);
    }

    @Test
    void theOneThatIsDueLongestComesFirst() {
        schedule.add(WEB, true);
        now = now.plusSeconds(1);
        schedule.add(API, true);

        assertThat(schedule.take("one.example")).hasValue(WEB);
        assertThat(schedule.take("one.example")).hasValue(API);
    }

    private void done(ImageTag image, LookResult result) {
        untilDue(image);
        assertThat(schedule.take(image.host())).hasValue(image);
        schedule.done(image, result, Optional.empty());
    }

    /// Lets the time pass.
    private Duration untilDue(ImageTag image) {
        Instant began = now;
        while (!schedule.hostsDue().contains(image.host())) {
            now = now.plusSeconds(1);
        }
        // It was asked at whole seconds only.
        Duration passed = Duration.between(began, now);
        return passed.isZero() ? passed : passed.minusSeconds(1).plusMillis(1);
    }
}
