// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.syncer.decision.Decision.Leave;
import io.pushwire.syncer.decision.Decision.Restart;
import io.pushwire.syncer.decision.Decision.SetImages;
import io.pushwire.syncer.decision.Decision.Wait;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Every state of a workload under every policy, and pairs of states: which guard speaks first.
class GuardTableTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state                          | pin              | restart          | ignore
                    plain                          | SetImages        | Restart          | IgnoredByPolicy
                    announced                      | Announced        | Announced        | IgnoredByPolicy
                    deleted                        | Deleted          | Deleted          | IgnoredByPolicy
                    doubtful                       | Doubtful         | Doubtful         | IgnoredByPolicy
                    baseline                       | Baseline         | Baseline         | IgnoredByPolicy
                    owned                          | OwnedBy          | OwnedBy          | IgnoredByPolicy
                    owned deleted                  | Deleted          | Deleted          | IgnoredByPolicy
                    owned broken theirs            | OwnedBy          | OwnedBy          | IgnoredByPolicy
                    broken                         | InvalidAnnotation| InvalidAnnotation| IgnoredByPolicy
                    theirs                         | PinnedByUser     | PinnedByUser     | IgnoredByPolicy
                    pinned                         | SameDigest       | Restart          | IgnoredByPolicy
                    restarted                      | SetImages        | SameDigest       | IgnoredByPolicy
                    newer                          | Stale            | Stale            | IgnoredByPolicy
                    paused                         | RolloutPaused    | RolloutPaused    | IgnoredByPolicy
                    between-jobs                   | SetImages        | CannotRestart    | IgnoredByPolicy
                    cached                         | SetImages        | CannotRestart    | IgnoredByPolicy
                    unsettled                      | SetImages        | Wait             | IgnoredByPolicy
                    broken paused                  | InvalidAnnotation| InvalidAnnotation| IgnoredByPolicy
                    theirs paused                  | PinnedByUser     | PinnedByUser     | IgnoredByPolicy
                    newer paused                   | Stale            | Stale            | IgnoredByPolicy
                    paused cached unsettled        | RolloutPaused    | RolloutPaused    | IgnoredByPolicy
                    """)
    void everyStateUnderEveryPolicy(String states, String pin, String restart, String ignore) {
        Map.of(Policy.PIN, pin, Policy.RESTART, restart, Policy.IGNORE, ignore)
                .forEach((policy, expected) ->
                        assertThat(name(decide(states, policy)))
                                .as("%s under %s", states, policy)
                                .isEqualTo(expected));
    }

    /// Whatever the state: what was written is found done by the next decision.
    @ParameterizedTest
    @CsvSource({"pin", "restart"})
    void decidingAgainAfterAWriteChangesNothing(String policy) {
        for (String states : everyPairOfStates()) {
            WorkloadExample example = WorkloadExample.in(states.split(" "));
            var found = new PolicyReading.Found(Policy.configured(policy), "test");
            Decision first = example.decide(found);
            if (first instanceof Decision.Write write) {
                Decision again = example.after(write).decide(found);

                assertThat(name(again)).as("%s under %s", states, policy).isEqualTo("SameDigest");
            }
        }
    }

    private static List<String> everyPairOfStates() {
        return Arrays.stream(WorkloadExample.State.values())
                .flatMap(one ->
                        Arrays.stream(WorkloadExample.State.values())
                                .map(other -> one + " " + other))
                .map(states -> states.toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static Decision decide(String states, Policy policy) {
        return WorkloadExample.in(states.split(" "))
                .decide(new PolicyReading.Found(policy, "test"));
    }

    static String name(Decision decision) {
        return switch (decision) {
            case SetImages _, Restart _, Wait _ -> decision.getClass().getSimpleName();
            case Leave leave -> {
                assertThat(leave.detail()).isNotBlank();
                yield leave.why().name();
            }
        };
    }
}
