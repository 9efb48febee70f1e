// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.execution.ApiServerState.Verdict;
import io.pushwire.testing.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

class ApiServerStateTest {

    private final SettableClock clock = new SettableClock();
    private final AtomicBoolean answers = new AtomicBoolean(true);
    private final AtomicInteger probes = new AtomicInteger();
    private final ApiServerState state =
            new ApiServerState(
                    () -> {
                        probes.incrementAndGet();
                        return answers.get();
                    },
                    clock);

    /// The table of the class.
    @ParameterizedTest(
            name = "probe answers: {0}, another served: {1}, others that fail: {2} -> {3}")
    @CsvSource({
        "false, false, 0, AWAY",
        "false, true,  0, AWAY",
        "false, false, 5, AWAY",
        "true,  true,  0, ALONE",
        "true,  true,  5, ALONE",
        "true,  false, 0, ALONE",
        "true,  false, 2, ALONE",
        "true,  false, 3, AWAY",
        "true,  false, 5, AWAY",
    })
    void tellsAwayFromAlone(boolean probe, boolean served, int failing, Verdict expected)
            throws InterruptedException {
        answers.set(probe);
        for (int i = 0; i < failing; i++) {
            state.judge(in("other-" + i), "500");
        }
        if (served) {
            state.served(in("fine"));
        }

        assertThat(state.judge(in("mine"), "500")).isEqualTo(expected);
        assertThat(state.awaySince().isPresent()).isEqualTo(expected == Verdict.AWAY);
    }

    @Test
    void theSameNamespaceIsNoOther() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertThat(state.judge(new WorkloadRef("Deployment", "mine", "w" + i), "500"))
                    .isEqualTo(Verdict.ALONE);
        }
    }

    @Test
    void whatFailedLongAgoIsForgotten() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            state.judge(in("other-" + i), "500");
        }
        clock.pass(Duration.ofSeconds(11));

        assertThat(state.judge(in("mine"), "500")).isEqualTo(Verdict.ALONE);
    }

    @Test
    void aConclusionThatTheProbeContradictsIsBelievedForAMinute() throws InterruptedException {
        Verdict last = Verdict.ALONE;
        for (int second = 0; second < 59; second++) {
            last = allFail();
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(last).isEqualTo(Verdict.AWAY);
        clock.pass(Duration.ofSeconds(2));

        assertThat(allFail()).isEqualTo(Verdict.ALONE);
        assertThat(state.awaySince()).isEmpty();
    }

    @Test
    void anOutageEndsWithTheFirstThatIsServed() throws InterruptedException {
        answers.set(false);
        state.judge(in("mine"), "connection refused");
        assertThat(state.awaySince()).contains(clock.instant());

        state.served(in("mine"));

        assertThat(state.awaySince()).isEmpty();
    }

    @Test
    void anAnswerFromBeforeTheFailureDoesNotCount() throws InterruptedException {
        state.judge(in("one"), "500");
        clock.pass(Duration.ofMillis(1));
        answers.set(false);

        assertThat(state.judge(in("two"), "500")).isEqualTo(Verdict.AWAY);
        assertThat(probes).hasValue(2);
    }

    @Test
    void aWorkloadThatAloneCanBeServedDoesNotSpeakForTheOthers() throws InterruptedException {
        state.served(in("mine"));
        clock.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            state.judge(in("other-" + i), "500");
        }

        assertThat(state.judge(in("mine"), "500")).isEqualTo(Verdict.AWAY);
    }

    private Verdict allFail() throws InterruptedException {
        Verdict last = Verdict.ALONE;
        for (int i = 0; i < 5; i++) {
            last = state.judge(in("other-" + i), "500");
        }
        return last;
    }

    private static WorkloadRef in(String namespace) {
        return new WorkloadRef("Deployment", namespace, "web");
    }
}
