// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Decision.ImageChange;
import io.pushwire.syncer.decision.Decision.Leave;
import io.pushwire.syncer.decision.Decision.Restart;
import io.pushwire.syncer.decision.Decision.SetImages;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;
import io.pushwire.syncer.policy.PolicyReading.Choice;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// Two containers of one workload under policies of their own.
class ContainerPoliciesTest {

    private static final String PINNED = WorkloadExample.IMAGE + "@" + WorkloadExample.NEW;

    @Test
    void writesOnlyTheContainersWhosePolicySaysSo() {
        var decision = (SetImages) decide(Policy.PIN, Policy.IGNORE);

        assertThat(decision.changes()).extracting(ImageChange::to).containsExactly(PINNED);
        assertThat(decision.pins().byContainer()).containsOnlyKeys("web");
        assertThat(decision.remark()).isEmpty();
    }

    @Test
    void replacesThePodsOnceForAPinAndARestart() {
        var decision = (Restart) decide(Policy.PIN, Policy.RESTART);

        assertThat(decision.changes())
                .extracting(ImageChange::to)
                .containsExactly(PINNED, WorkloadExample.IMAGE);
        assertThat(decision.pins().byContainer()).containsOnlyKeys("web", "proxy");
    }

    @Test
    void findsBothDoneAfterThat() {
        var example = WorkloadExample.in("plain").with("proxy");
        PolicyReading policies = policies(Policy.PIN, Policy.RESTART);
        var write = (Decision.Write) example.decide(policies);

        assertThat(example.after(write).decide(policies))
                .isInstanceOfSatisfying(
                        Leave.class,
                        leave -> assertThat(leave.why()).isEqualTo(OutcomeKind.SameDigest));
    }

    @Test
    void saysBesideAWriteWhichContainerWasOnlyLookedAt() {
        var decision = (SetImages) decide(Policy.PIN, Policy.NOTIFY);

        assertThat(decision.changes()).extracting(ImageChange::to).containsExactly(PINNED);
        assertThat(decision.remark()).isEqualTo("container proxy is left by policy notify");
    }

    @Test
    void notifiesOfOneContainerThoughAnotherIsIgnored() {
        assertThat(((Decision.Notify) decide(Policy.IGNORE, Policy.NOTIFY)).changes())
                .extracting(change -> change.container().name())
                .containsExactly("proxy");
    }

    private static Decision decide(Policy web, Policy proxy) {
        return WorkloadExample.in("plain").with("proxy").decide(policies(web, proxy));
    }

    private static PolicyReading policies(Policy web, Policy proxy) {
        return new PolicyReading.Found(
                new Choice(web, "test"),
                Map.of("proxy", new Choice(proxy, "test")),
                OnManaged.RESTART);
    }
}
