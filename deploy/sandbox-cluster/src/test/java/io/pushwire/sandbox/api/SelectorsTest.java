// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.store.ResourceTypes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class SelectorsTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=web | true",
                "app==web | true",
                "app = web , tier=front | true",
                "app=api | false",
                "app!=api | true",
                "gone!=x | true",
                "app in (api, web) | true",
                "app in (api),tier=front | false",
                "app notin (api,db) | true",
                "gone notin (api) | true",
                "gone in (api) | false",
                "app | true",
                "gone | false",
                "!gone | true",
                "!app | false",
                "app in (web,api),!gone,tier!=back | true"
            })
    void matchesLabels(String selector, boolean expected) {
        assertThat(LabelSelector.parse(selector).test(LABELS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app in web", "a=b=c", "app in (a", "=x", "a b"})
    void refusesWhatIsNoLabelSelector(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOfSatisfying(Refusal.class, it -> assertThat(it.code()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=p | true",
                "metadata.name!=p | false",
                "status.phase==Running | true",
                "spec.nodeName=n,status.phase=Pending | false"
            })
    void matchesFieldsOfPods(String selector, boolean expected) {
        var pod =
                Trees.object(
                        """
                        {"metadata":{"name":"p"},"spec":{"nodeName":"n"},"status":{"phase":"Running"}}
                        """);

        assertThat(FieldSelector.parse(ResourceTypes.PODS, selector).test(pod)).isEqualTo(expected);
    }

    @Test
    void refusesFieldsThatAreNotServed() {
        assertThatThrownBy(() -> FieldSelector.parse(ResourceTypes.NAMESPACES, "status.phase=x"))
                .hasMessageContaining("status.phase");
        assertThatThrownBy(() -> FieldSelector.parse(ResourceTypes.PODS, "name"))
                .hasMessageContaining("name");
    }
}
