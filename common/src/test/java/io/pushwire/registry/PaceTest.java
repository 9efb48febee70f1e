// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pushwire.registry.Looked.TooManyRequests;
import io.pushwire.registry.Looked.Unavailable;
import io.pushwire.registry.RegistrySettings.Limits;
import io.pushwire.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

@Timeout(10)
class PaceTest {

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "0, PT1S",
        "' 7 ', PT7S",
        "999999999, PT1H",
        "'Sat, 21 Nov 2026 12:01:30 GMT', PT1M30S",
        "'Sat, 21 Nov 2026 11:00:00 GMT', PT1S",
        "'', PT30S",
        "soon, PT30S",
        "-3, PT30S",
    })
    void readsRetryAfter(String header, Duration pause) {
        assertThat(RetryAfter.parse(header, clock.instant())).isEqualTo(pause);
    }

    @Test
    void isClosedUntilTheRegistryWantsToBeAskedAgain() throws Exception {
        var pace = pace(new Limits(100, 1, Duration.ofSeconds(1)));

        pace.closeFor(Duration.ofSeconds(30));
        clock.pass(Duration.ofSeconds(10));
        assertThat(refusal(pace)).isEqualTo(new TooManyRequests(Duration.ofSeconds(20)));

        clock.pass(Duration.ofSeconds(20));
        pace.enter(Deadline.in(Duration.ofSeconds(1)));
    }

    @Test
    void waitsForATurnUntilTheDeadline() throws Exception {
        var pace = pace(new Limits(100, 1, Duration.ofMillis(50)));
        pace.enter(Deadline.in(Duration.ofSeconds(1)));

        assertThat(refusal(pace)).isInstanceOf(Unavailable.class);

        pace.leave();
        pace.enter(Deadline.in(Duration.ofSeconds(1)));
    }

    @Test
    void refusesAtOnceWhatTheRateWouldDelayBeyondTheDeadline() throws Exception {
        var pace = pace(new Limits(1, 1, Duration.ofMillis(50)));
        pace.request(Deadline.in(Duration.ofMillis(50)));

        var refused =
                catchThrowableOfType(
                        NoAnswer.class, () -> pace.request(Deadline.in(Duration.ofMillis(50))));

        assertThat(refused.looked())
                .isEqualTo(
                        new Unavailable(
                                "Tried to ask registry.example.com but the rate of 1 requests per"
                                        + " second is used up"));
    }

    private Looked refusal(Pace pace) {
        return catchThrowableOfType(
                        NoAnswer.class, () -> pace.enter(Deadline.in(Duration.ofMillis(50))))
                .looked();
    }

    private Pace pace(Limits limits) {
        return new Pace(RegistrySettings.of("registry.example.com").withLimits(limits), clock);
    }
}
