// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.syncer.decision.Decision.Leave;
import io.pushwire.syncer.decision.Decision.Restart;
import io.pushwire.syncer.decision.Decision.SetImages;
import io.pushwire.syncer.decision.Decision.Wait;
import io.pushwire.syncer.policy.AdmissionDigests;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import org.junit.jupiter.api.Test;
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
                    state                          | pin              | restart          | recreate         | notify           | ignore
                    plain                          | SetImages        | Restart          | Recreate         | Notify           | IgnoredByPolicy
                    announced                      | Announced        | Announced        | Announced        | Announced        | IgnoredByPolicy
                    deleted                        | Deleted          | Deleted          | Deleted          | Deleted          | IgnoredByPolicy
                    doubtful                       | Doubtful         | Doubtful         | Doubtful         | Doubtful         | IgnoredByPolicy
                    baseline                       | Baseline         | Baseline         | Baseline         | Baseline         | IgnoredByPolicy
                    owned                          | OwnedBy          | OwnedBy          | OwnedBy          | OwnedBy          | IgnoredByPolicy
                    owned deleted                  | Deleted          | Deleted          | Deleted          | Deleted          | IgnoredByPolicy
                    owned broken theirs            | OwnedBy          | OwnedBy          | OwnedBy          | OwnedBy          | IgnoredByPolicy
                    broken                         | InvalidAnnotation| InvalidAnnotation| InvalidAnnotation| InvalidAnnotation| IgnoredByPolicy
                    theirs                         | PinnedByUser     | PinnedByUser     | PinnedByUser     | PinnedByUser     | IgnoredByPolicy
                    imago                          | SetImages        | Restart          | Recreate         | Notify           | IgnoredByPolicy
                    imago no-pods                  | SetImages        | Restart          | Recreate         | Notify           | IgnoredByPolicy
                    imago paused                   | RolloutPaused    | RolloutPaused    | RolloutPaused    | RolloutPaused    | IgnoredByPolicy
                    pinned                         | SameDigest       | Restart          | Recreate         | SameDigest       | IgnoredByPolicy
                    restarted                      | SetImages        | SameDigest       | SameDigest       | SameDigest       | IgnoredByPolicy
                    newer                          | Stale            | Stale            | Stale            | Stale            | IgnoredByPolicy
                    paused                         | RolloutPaused    | RolloutPaused    | RolloutPaused    | RolloutPaused    | IgnoredByPolicy
                    applied                        | Restart          | Restart          | Recreate         | Notify           | IgnoredByPolicy
                    applied restarted              | SameDigest       | SameDigest       | SameDigest       | SameDigest       | IgnoredByPolicy
                    applied theirs                 | PinnedByUser     | PinnedByUser     | PinnedByUser     | PinnedByUser     | IgnoredByPolicy
                    applied paused                 | RolloutPaused    | RolloutPaused    | RolloutPaused    | RolloutPaused    | IgnoredByPolicy
                    applied between-jobs           | CannotRestart    | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    applied cached                 | CannotRestart    | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    applied unsettled              | Wait             | Wait             | Wait             | Notify           | IgnoredByPolicy
                    between-jobs                   | SetImages        | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    cached                         | SetImages        | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    no-pods                        | SetImages        | NoPods           | NoPods           | Notify           | IgnoredByPolicy
                    no-pods pinned                 | SameDigest       | Restart          | Recreate         | SameDigest       | IgnoredByPolicy
                    no-pods restarted              | SetImages        | SameDigest       | SameDigest       | SameDigest       | IgnoredByPolicy
                    no-pods cached                 | SetImages        | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    no-pods unsettled              | SetImages        | NoPods           | NoPods           | Notify           | IgnoredByPolicy
                    no-pods applied                | NoPods           | NoPods           | NoPods           | Notify           | IgnoredByPolicy
                    unsettled                      | SetImages        | Wait             | Wait             | Notify           | IgnoredByPolicy
                    broken paused                  | InvalidAnnotation| InvalidAnnotation| InvalidAnnotation| InvalidAnnotation| IgnoredByPolicy
                    theirs paused                  | PinnedByUser     | PinnedByUser     | PinnedByUser     | PinnedByUser     | IgnoredByPolicy
                    newer paused                   | Stale            | Stale            | Stale            | Stale            | IgnoredByPolicy
                    paused cached unsettled        | RolloutPaused    | RolloutPaused    | RolloutPaused    | RolloutPaused    | IgnoredByPolicy
                    admitted                       | PinnedByAdmission| Restart          | Recreate         | Notify           | IgnoredByPolicy
                    restarted admitted             | PinnedByAdmission| SameDigest       | SameDigest       | SameDigest       | IgnoredByPolicy
                    bare                           | SetImages        | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    bare applied                   | CannotRestart    | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    bare theirs                    | PinnedByUser     | PinnedByUser     | PinnedByUser     | PinnedByUser     | IgnoredByPolicy
                    bare cached no-pods            | SetImages        | CannotRestart    | CannotRestart    | Notify           | IgnoredByPolicy
                    rollout-kind                   | SetImages        | Restart          | Recreate         | Notify           | IgnoredByPolicy
                    begun                          | SetImages        | SameDigest       | Recreate         | SameDigest       | IgnoredByPolicy
                    """)
    void everyStateUnderEveryPolicy(
            String states,
            String pin,
            String restart,
            String recreate,
            String notify,
            String ignore) {
        Map.of(
                        Policy.PIN,
                        pin,
                        Policy.RESTART,
                        restart,
                        Policy.RECREATE,
                        recreate,
                        Policy.NOTIFY,
                        notify,
                        Policy.IGNORE,
                        ignore)
                .forEach((policy, expected) ->
                        assertThat(name(decide(states, policy)))
                                .as("%s under %s", states, policy)
                                .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "restart, applied, Restart",
        "restart, applied pinned, Restart",
        "restart, applied cached, CannotRestart",
        "notify, applied, AppliedBy",
        "notify, applied cached, AppliedBy",
        "notify, applied pinned, SameDigest",
        "notify, applied newer, Stale",
        "notify, applied paused, RolloutPaused",
        "notify, plain, SetImages",
        "pin, applied, SetImages",
        "pin, applied pinned, SameDigest"
    })
    void pinGivesWayToAnotherToolAsConfigured(String onManaged, String states, String expected) {
        var found = WorkloadExample.found(Policy.PIN, OnManaged.configured(onManaged));

        assertThat(name(WorkloadExample.in(states.split(" ")).decide(found))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"restart", "notify"})
    void namesTheOtherTool(String onManaged) {
        var found = WorkloadExample.found(Policy.PIN, OnManaged.configured(onManaged));
        String said =
                switch (WorkloadExample.in("applied").decide(found)) {
                    case Decision.Write write -> write.remark();
                    case Leave leave -> leave.detail();
                    case Wait _, Decision.Notify _, Decision.NeedsPods _ -> "";
                };

        assertThat(said).contains("kubectl");
    }

    @ParameterizedTest
    @CsvSource({"restart", "notify", "pin"})
    void pinOfItsOwnDoesNotGiveWay(String onManaged) {
        var found =
                new PolicyReading.Found(
                        new PolicyReading.Choice(Policy.PIN, "test", true),
                        Map.of(),
                        OnManaged.configured(onManaged));

        assertThat(name(WorkloadExample.in("applied").decide(found))).isEqualTo("SetImages");
    }

    @ParameterizedTest
    @CsvSource({
        "PIN, theirs, SetImages",
        "PIN, admitted, SetImages",
        "PIN, restarted theirs, SetImages",
        "PIN, newer, Stale",
        "PIN, pinned, SameDigest",
        "RESTART, theirs, Restart",
        "RESTART, restarted theirs, Restart",
        "RESTART, restarted admitted, SameDigest",
        "NOTIFY, theirs, Notify"
    })
    void followsTheDigestsOfAdmissionWhereThatIsAsked(
            Policy policy, String states, String expected) {
        var found =
                new PolicyReading.Found(
                        new PolicyReading.Choice(policy, "test"),
                        Map.of(),
                        OnManaged.RESTART,
                        AdmissionDigests.FOLLOW);

        assertThat(name(WorkloadExample.in(states.split(" ")).decide(found))).isEqualTo(expected);
    }

    @Test
    void notifiesOfWhatPinWouldWrite() {
        WorkloadExample example = WorkloadExample.in("plain");

        Decision decision = example.decide(WorkloadExample.found(Policy.NOTIFY));

        assertThat(((Decision.Notify) decision).changes())
                .isEqualTo(
                        ((SetImages) example.decide(WorkloadExample.found(Policy.PIN))).changes());
    }

    @Test
    void movesOnWhatImagoPinned() {
        WorkloadExample example = WorkloadExample.in("imago");

        var pinned = (SetImages) example.decide(WorkloadExample.found(Policy.PIN));
        var restarted = (Restart) example.decide(WorkloadExample.found(Policy.RESTART));

        assertThat(pinned.changes().getFirst().to())
                .isEqualTo(WorkloadExample.IMAGE + "@" + WorkloadExample.NEW);
        assertThat(restarted.changes().getFirst().to()).isEqualTo(WorkloadExample.IMAGE);
    }

    @Test
    void saysThatAPinReachesNoPods() {
        Decision decision = WorkloadExample.in("no-pods").decide(WorkloadExample.found(Policy.PIN));

        assertThat(((SetImages) decision).remark()).contains("no pods");
    }

    /// Whatever the state: what was written is found done by the next decision.
    @ParameterizedTest
    @CsvSource({"pin", "restart"})
    void decidingAgainAfterAWriteChangesNothing(String policy) {
        for (String states : everyPairOfStates()) {
            WorkloadExample example = WorkloadExample.in(states.split(" "));
            for (OnManaged onManaged : OnManaged.values()) {
                var found = WorkloadExample.found(Policy.configured(policy), onManaged);
                if (example.decide(found) instanceof Decision.Write write) {
                    assertThat(name(example.after(write).decide(found)))
                            .as("%s under %s, on-managed %s", states, policy, onManaged)
                            .isEqualTo("SameDigest");
                }
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
        return WorkloadExample.in(states.split(" ")).decide(WorkloadExample.found(policy));
    }

    static String name(Decision decision) {
        return switch (decision) {
            case SetImages _,
                    Restart _,
                    Decision.Recreate _,
                    Decision.Hold _,
                    Decision.Notify _,
                    Decision.NeedsPods _,
                    Wait _ ->
                    decision.getClass().getSimpleName();
            case Leave leave -> {
                assertThat(leave.detail()).isNotBlank();
                yield leave.why().name();
            }
        };
    }
}
