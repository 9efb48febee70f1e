// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class SelectionTest {

    private static final LabelSelector ALL = LabelSelector.parse("");

    @ParameterizedTest
    @CsvSource({
        "'',          '',       prod,            true",
        "'',          '',       kube-system,     false",
        "'',          '',       kube-public,     false",
        "'',          '',       kube-node-lease, false",
        "*,           '',       kube-system,     false",
        "kube-system, '',       kube-system,     true",
        "kube-system, '',       prod,            false",
        "team-*,      '',       team-a,          true",
        "team-*,      '',       a-team-a,        false",
        "team-*,      '',       prod,            false",
        "'',          team-*,   team-a,          false",
        "'',          team-*,   prod,            true",
        "team-*,      team-b,   team-a,          true",
        "team-*,      team-b,   team-b,          false",
        "team-b,      team-*,   team-b,          true",
        "a.c,         '',       abc,             false"
    })
    void selectsNamespaces(String include, String exclude, String namespace, boolean selected) {
        var selection =
                new Selection(new NamespaceSelection(list(include), list(exclude)), ALL, false);

        assertThat(selection.leavesOut(declared(namespace, Map.of(), Map.of(), "")).isEmpty())
                .isEqualTo(selected);
    }

    @Test
    void refusesANamespaceOnBothSides() {
        assertThatThrownBy(() -> new NamespaceSelection(List.of("prod"), List.of("prod")))
                .hasMessage(
                        "pushwire.namespaces has \"prod\" under include and exclude: decide for"
                                + " one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                      | true",
                "team                    | true",
                "!team                   | false",
                "legacy                  | false",
                "!legacy                 | true",
                "! legacy                | true",
                "team=web                | true",
                "team == web             | true",
                "team=db                 | false",
                "team=                   | false",
                "team!=web               | false",
                "legacy!=yes             | true",
                "team in (db, web)       | true",
                "team in (db)            | false",
                "team notin (db,api)     | true",
                "team notin (web)        | false",
                "legacy notin (yes)      | true",
                "team in (web),!legacy   | true",
                "team in (db,web),legacy | false",
                "example.com/tier=front  | true"
            })
    void selectsLabels(String selector, boolean selected) {
        Map<String, String> labels = Map.of("team", "web", "example.com/tier", "front");
        var selection =
                new Selection(
                        new NamespaceSelection(List.of(), List.of()),
                        LabelSelector.parse(selector),
                        false);

        assertThat(selection.leavesOut(declared("prod", labels, Map.of(), "")).isEmpty())
                .isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {",", "team=web,", "team=a b", "team in web", "team in (a", "=web", "a b"})
    void refusesWhatIsNoSelector(String text) {
        assertThatThrownBy(() -> LabelSelector.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pushwire.selector has \"");
    }

    @Test
    void namesTheLabelsThatItLooksAt() {
        assertThat(LabelSelector.parse("a=b,c in (d,e),!f").labels())
                .containsExactlyInAnyOrder("a", "c", "f");
    }

    @Test
    void waitsForAnAnnotationWhereOptInIsOn() {
        var selection = new Selection(new NamespaceSelection(List.of(), List.of()), ALL, true);

        assertThat(selection.leavesOut(declared("prod", Map.of(), Map.of(), "")))
                .hasValueSatisfying(why -> assertThat(why).contains("pushwire.opt-in"));
        assertThat(selection.leavesOut(declared("prod", Map.of(), Map.of(), "pin"))).isEmpty();
        for (String name : List.of("pushwire.io/policy", "pushwire.io/policy.web")) {
            assertThat(selection.leavesOut(declared("prod", Map.of(), Map.of(name, "pin"), "")))
                    .isEmpty();
        }
        assertThat(
                        selection.leavesOut(
                                declared("prod", Map.of(), Map.of("pushwire.io/pinned", "{}"), "")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.name=web, true",
        "metadata.name==web, true",
        "metadata.name!=web, false",
        "metadata.namespace=prod, true",
        "metadata.namespace!=prod, false",
        "'metadata.name=web,metadata.namespace!=test', true",
        "'metadata.name=web,metadata.namespace=test', false",
        "'', true"
    })
    void selectsByFields(String selector, boolean selected) {
        var selection =
                new Selection(
                        new NamespaceSelection(List.of(), List.of()),
                        LabelSelector.parse(""),
                        FieldSelector.parse(selector),
                        false);

        assertThat(selection.leavesOut(declared("prod", Map.of(), Map.of(), "")).isEmpty())
                .isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spec.paused=true", "metadata.name", "metadata.name=web,", "web"})
    void refusesWhatIsNoFieldSelector(String selector) {
        assertThatThrownBy(() -> FieldSelector.parse(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pushwire.field-selector has");
    }

    private static List<String> list(String globs) {
        return Stream.of(globs.split(" ", -1)).filter(glob -> !glob.isEmpty()).toList();
    }

    private static Declared declared(
            String namespace,
            Map<String, String> labels,
            Map<String, String> annotations,
            String ofNamespace) {
        return new Declared(
                namespace,
                "web",
                false,
                labels,
                annotations,
                ofNamespace.isEmpty() ? Optional.empty() : Optional.of(ofNamespace),
                List.of("web"));
    }
}
