// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;

class PolicyReaderTest {

    private final PolicyReader reader = new PolicyReader(Policy.PIN, OnManaged.NOTIFY);

    @Test
    void takesTheConfiguredPolicyWhereTheWorkloadSaysNothing() {
        assertThat(reader.read(Map.of()))
                .isEqualTo(
                        new PolicyReading.Found(Policy.PIN, "pushwire.policy", OnManaged.NOTIFY));
    }

    @Test
    void putsTheAnnotationOverTheConfiguration() {
        assertThat(reader.read(Map.of(PolicyReader.ANNOTATION, " Restart ")))
                .isEqualTo(
                        new PolicyReading.Found(
                                Policy.RESTART, "annotation pushwire.io/policy", OnManaged.NOTIFY));
    }

    @Test
    void saysWhatToChangeWhenAnAnnotationIsNoPolicy() {
        assertThat(reader.read(Map.of(PolicyReader.ANNOTATION, "pinn")))
                .isEqualTo(
                        new PolicyReading.Invalid(
                                "annotation pushwire.io/policy is \"pinn\": use one of pin,"
                                        + " restart, notify, ignore"));
    }

    @Test
    void refusesAConfigurationThatNamesNoPolicy() {
        assertThatThrownBy(() -> Policy.configured("always"))
                .hasMessage(
                        "pushwire.policy is \"always\": use one of pin, restart, notify, ignore");
        assertThatThrownBy(() -> OnManaged.configured("fight"))
                .hasMessage("pushwire.on-managed is \"fight\": use one of restart, notify, pin");
    }
}
