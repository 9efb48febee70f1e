// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.syncer.policy.PolicyReading.Choice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class PolicyReaderTest {

    private final PolicyReader reader =
            new PolicyReader(
                    Policy.PIN,
                    OnManaged.NOTIFY,
                    new Selection(
                            new NamespaceSelection(List.of(), List.of("legacy")),
                            LabelSelector.parse(""),
                            false));

    @Test
    void takesTheConfiguredPolicyWhereTheWorkloadSaysNothing() {
        assertThat(read(Map.of())).isEqualTo(found(Policy.PIN, "pushwire.policy"));
    }

    @Test
    void putsTheAnnotationOverTheConfiguration() {
        assertThat(read(Map.of(PolicyReader.ANNOTATION, " Restart ")))
                .isEqualTo(found(Policy.RESTART, "annotation pushwire.io/policy"));
    }

    @Test
    void saysWhatToChangeWhenAnAnnotationIsNoPolicy() {
        assertThat(read(Map.of(PolicyReader.ANNOTATION, "pinn")))
                .isEqualTo(
                        new PolicyReading.Invalid(
                                "annotation pushwire.io/policy is \"pinn\": use one of pin,"
                                        + " restart, recreate, notify, ignore"));
    }

    @Test
    void refusesAConfigurationThatNamesNoPolicy() {
        assertThatThrownBy(() -> Policy.configured("always"))
                .hasMessage(
                        "pushwire.policy is \"always\": use one of pin, restart, recreate, notify,"
                                + " ignore");
        assertThatThrownBy(() -> OnManaged.configured("fight"))
                .hasMessage("pushwire.on-managed is \"fight\": use one of restart, notify, pin");
    }

    @Test
    void putsAContainersAnnotationOverTheWorkloads() {
        var reading =
                (PolicyReading.Found)
                        read(
                                Map.of(
                                        "pushwire.io/policy", "restart",
                                        "pushwire.io/policy.web", "ignore"));

        assertThat(reading.of("web"))
                .isEqualTo(new Choice(Policy.IGNORE, "annotation pushwire.io/policy.web", true));
        assertThat(reading.of("proxy"))
                .isEqualTo(new Choice(Policy.RESTART, "annotation pushwire.io/policy", true));
    }

    @Test
    void takesAnAnnotationForNoContainerForAMistake() {
        assertThat(read(Map.of("pushwire.io/policy.wbe", "ignore")))
                .isEqualTo(
                        new PolicyReading.Invalid(
                                "annotation pushwire.io/policy.wbe is for no container: there are"
                                        + " web, proxy"));
        assertThat(read(Map.of("pushwire.io/policy", "pinn", "pushwire.io/policy.web", "")))
                .isEqualTo(
                        new PolicyReading.Invalid(
                                "annotation pushwire.io/policy is \"pinn\": use one of pin,"
                                    + " restart, recreate, notify, ignore; annotation"
                                    + " pushwire.io/policy.web is \"\": use one of pin, restart,"
                                    + " recreate, notify, ignore"));
    }

    @Test
    void putsTheWorkloadsAnnotationOverTheNamespacesOverTheConfiguration() {
        Optional<String> restart = Optional.of("restart");

        assertThat(read(Map.of(), restart))
                .isEqualTo(found(Policy.RESTART, "annotation pushwire.io/policy of the namespace"));
        assertThat(read(Map.of("pushwire.io/policy", "ignore"), restart))
                .isEqualTo(found(Policy.IGNORE, "annotation pushwire.io/policy"));
        assertThat(read(Map.of("pushwire.io/policy", "ignore"), Optional.of("pinn")))
                .isEqualTo(found(Policy.IGNORE, "annotation pushwire.io/policy"));
        assertThat(read(Map.of(), Optional.of("pinn")))
                .isEqualTo(
                        new PolicyReading.Invalid(
                                "annotation pushwire.io/policy of the namespace is \"pinn\": use"
                                        + " one of pin, restart, recreate, notify, ignore"));
    }

    @Test
    void readsNoPolicyOfWhatIsNotSelected() {
        var declared =
                new Declared(
                        "legacy",
                        "web",
                        false,
                        Map.of(),
                        Map.of("pushwire.io/policy", "pinn"),
                        Optional.empty(),
                        List.of("web"));

        assertThat(reader.read(declared)).isInstanceOf(PolicyReading.NotSelected.class);
    }

    private PolicyReading read(Map<String, String> annotations) {
        return read(annotations, Optional.empty());
    }

    private PolicyReading read(Map<String, String> annotations, Optional<String> ofNamespace) {
        return reader.read(
                new Declared(
                        "prod",
                        "web",
                        false,
                        Map.of(),
                        annotations,
                        ofNamespace,
                        List.of("web", "proxy")));
    }

    private static PolicyReading found(Policy policy, String from) {
        boolean ofItsOwn = from.equals("annotation pushwire.io/policy");
        return new PolicyReading.Found(
                new Choice(policy, from, ofItsOwn), Map.of(), OnManaged.NOTIFY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', NOTIFY",
        "'', restart, NOTIFY",
        "'', pin, NOTIFY",
        "'', ignore, IGNORE",
        "pin, '', PIN",
        "pin, ignore, PIN",
        "ignore, '', IGNORE"
    })
    void changesAPodWithoutAControllerOnlyWhereItSaysSoItself(
            String own, String ofNamespace, Policy expected) {
        var declared =
                new Declared(
                        "prod",
                        "web",
                        true,
                        Map.of(),
                        own.isEmpty() ? Map.of() : Map.of("pushwire.io/policy", own),
                        Optional.of(ofNamespace).filter(text -> !text.isEmpty()),
                        List.of("web"));

        assertThat(((PolicyReading.Found) reader.read(declared)).of("web").policy())
                .isEqualTo(expected);
    }

    @Test
    void hasAPolicyForAVolume() {
        var declared =
                new Declared(
                        "prod",
                        "web",
                        false,
                        Map.of(),
                        Map.of("pushwire.io/policy.volume.models", "ignore"),
                        Optional.empty(),
                        List.of("web", "volume models"));

        assertThat(((PolicyReading.Found) reader.read(declared)).of("volume models").policy())
                .isEqualTo(Policy.IGNORE);
    }
}
