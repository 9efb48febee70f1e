// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.config.UnusableConfigurationException;
import io.pushwire.syncer.decision.Workload.RestartStyle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

class KindsTest {

    @Test
    void looksAfterAllButBarePodsByDefault() {
        assertThat(enabled())
                .extracting(KindDefinition::name)
                .containsExactlyInAnyOrder(
                        "deployments",
                        "statefulsets",
                        "daemonsets",
                        "cronjobs",
                        "rollouts",
                        "clonesets",
                        "knative-services");
    }

    @Test
    void canBeSwitchedEach() {
        assertThat(enabled(switched("deployments", false), switched("pods", true)))
                .extracting(KindDefinition::name)
                .contains("pods", "statefulsets")
                .doesNotContain("deployments");
    }

    @Test
    void knowsTheWayOfItsOwnKinds() {
        KindDefinition kind =
                enabled(own("jobs", "spec.jobTargetRef.template", "none")).stream()
                        .filter(it -> it.name().equals("jobs"))
                        .findFirst()
                        .orElseThrow();

        assertThat(kind.collection()).isEqualTo("/apis/keda.sh/v1alpha1");
        assertThat(kind.templatePointer()).isEqualTo("/spec/jobTargetRef/template");
        assertThat(kind.restart()).isEqualTo(RestartStyle.NONE);
        assertThat(kind.optional()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "spec..template, none, template",
        "spec.template, sometimes, restart is",
        "/spec/template, none, template"
    })
    void saysWhatIsWrong(String template, String restart, String said) {
        assertThatThrownBy(() -> enabled(own("jobs", template, restart)))
                .isInstanceOf(UnusableConfigurationException.class)
                .hasMessageContaining("pushwire.kinds.jobs")
                .hasMessageContaining(said);
    }

    @Test
    void namesEverythingThatIsMissing() {
        var half = new KindConfig("jobs", true, "keda.sh", null, null, null, null, null);

        assertThatThrownBy(() -> enabled(half))
                .hasMessageContaining("jobs.version is not set")
                .hasMessageContaining("jobs.plural is not set")
                .hasMessageContaining("jobs.kind is not set");
    }

    @Test
    void leavesTheKnownKindsAsTheyAre() {
        assertThatThrownBy(() -> enabled(own("rollouts", "spec.template", "none")))
                .hasMessageContaining("pushwire.kinds.rollouts is known");
        var twice =
                new KindConfig("mine", null, "example.com", "v1", "things", "Rollout", null, null);
        assertThatThrownBy(() -> enabled(twice)).hasMessageContaining("which rollouts has already");
    }

    private static List<KindDefinition> enabled(KindConfig... configured) {
        return new Kinds(List.of(configured)).enabled(Set.of());
    }

    private static KindConfig switched(String name, boolean enabled) {
        return new KindConfig(name, enabled, null, null, null, null, null, null);
    }

    private static KindConfig own(String name, String template, String restart) {
        return new KindConfig(
                name, null, "keda.sh", "v1alpha1", "scaledjobs", "ScaledJob", template, restart);
    }
}
