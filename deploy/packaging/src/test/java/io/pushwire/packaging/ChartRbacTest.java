// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The chart gives a syncer the rights that it says itself it needs with this configuration, and no
/// other; the rendered configuration is what it is asked with.
class ChartRbacTest {

    static List<String> valueSetsWithASyncer() {
        return Chart.valueSets().stream()
                .filter(valueSet -> !syncers(Chart.of(valueSet)).isEmpty())
                .filter(valueSet -> !valueSet.equals("foreign-account.yml"))
                .toList();
    }

    private static List<Manifest> syncers(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals("StatefulSet"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("valueSetsWithASyncer")
    void isWhatTheSyncerPrints(String valueSet) {
        check(Chart.of(valueSet), List.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "recreate by annotations | config: {cluster: a}, rbac: {recreate: true} |"
                        + " --recreate",
                "recreate in Roles | config: {cluster: a, policy: recreate, namespaces: {include:"
                        + " [b]}}, rbac: {scope: namespace} | --namespaced",
                "callers only | config: {cluster: a, api: {sync: {enabled: true}}} |",
                "a kind switched off and on | config: {cluster: a, kinds: {deployments: {enabled:"
                        + " false}, pods: {enabled: true}}} |",
                "a kind of one's own, off | config: {cluster: a, kinds: {jobs: {enabled: false,"
                        + " group: b.c, version: v1, plural: jobs, kind: B}}} |",
                "named namespaces, one role | config: {cluster: a, namespaces: {include: [b, c]}}"
                        + " |",
                "labels | config: {cluster: a, selector: team=web, opt-in: true} |",
            })
    void isWhatTheSyncerPrintsFor(String what, String values, String flags) {
        List<Manifest> rendered =
                Chart.rendered(
                        "{kafka: {bootstrapServers: 'k:9092'}, syncer: {enabled: true, %s}}"
                                .formatted(values));

        check(rendered, flags == null ? List.of() : List.of(flags.split(" ", -1)));
    }

    private static void check(List<Manifest> rendered, List<String> flags) {
        List<Manifest> printed = new ArrayList<>();
        var given = new ArrayList<Manifest>();
        for (Manifest syncer : syncers(rendered)) {
            String account = syncer.podSpec().orElseThrow().get("serviceAccountName").getAsString();
            List<Manifest> own =
                    rendered.stream()
                            .filter(manifest -> component(manifest).equals(component(syncer)))
                            .toList();
            given.addAll(own);
            boolean namespaced = own.stream().anyMatch(role -> role.kind().equals("Role"));
            var all = new TreeSet<>(flags);
            if (namespaced) {
                all.add("--namespaced");
            }
            printed.addAll(
                    PrintedRoles.of(
                            configuration(own), Chart.NAMESPACE + "/" + account, List.copyOf(all)));
        }

        assertThat(Rights.of(printed).all()).isNotEmpty();
        assertThat(Rights.of(given).all()).isEqualTo(Rights.of(printed).all());
    }

    private static String configuration(List<Manifest> own) {
        return own.stream()
                .flatMap(manifest -> manifest.at("data", "pushwire.yml").stream())
                .map(JsonElement::getAsString)
                .findFirst()
                .orElseThrow();
    }

    private static String component(Manifest manifest) {
        return manifest.at("metadata", "labels", "app.kubernetes.io/component")
                .map(JsonElement::getAsString)
                .orElseThrow();
    }

    @Test
    void aListenerHasNoRightsAndNoToken() {
        List<Manifest> rendered = Chart.of("listener.yml");

        assertThat(Rights.of(rendered).all()).isEmpty();
        assertThat(rendered)
                .filteredOn(manifest -> manifest.kind().equals("Deployment"))
                .singleElement()
                .satisfies(listener ->
                        assertThat(
                                        listener.podSpec()
                                                .orElseThrow()
                                                .get("automountServiceAccountToken")
                                                .getAsBoolean())
                                .isFalse());
    }

    @Test
    void makesNoRolesWhereSomebodyElseDoes() {
        assertThat(Rights.of(Chart.of("foreign-account.yml")).all()).isEmpty();
    }

    /// SYNC.md has the role of the command `sync`: with all that it names, and custom kinds.
    @Test
    void syncHasTheRightsOfItsManual() throws IOException {
        List<Manifest> rendered =
                Chart.rendered(
                        """
                        sync:
                          enabled: true
                          act: recreate
                          config:
                            kinds: {rollouts: {enabled: false}, clonesets: {enabled: false}, knative-services: {enabled: false}}
                        """);

        assertThat(withoutAccount(Rights.of(rendered)))
                .isEqualTo(withoutAccount(Rights.of(ofTheManual())));
    }

    @Test
    void syncReadsNoSecretsAndWritesNothingUnlessTold() {
        List<Manifest> rendered = Chart.rendered("sync: {enabled: true, pullSecrets: false}");

        assertThat(Rights.of(rendered).all())
                .isNotEmpty()
                .noneMatch(right -> right.contains("secrets"))
                .noneMatch(right -> right.contains("patch"))
                .noneMatch(right -> right.contains("create"));
    }

    @Test
    void syncHasARoleInEachOfItsNamespaces() {
        assertThat(Rights.of(Chart.of("sync-namespaced.yml")).all())
                .allMatch(right -> right.startsWith("shop: ") || right.startsWith("web: "))
                .contains("shop: pushwire/pushwire-sync may patch /pods")
                .contains("web: pushwire/pushwire-sync may create /pods/eviction");
    }

    private static Set<String> withoutAccount(Rights rights) {
        var all = new TreeSet<String>();
        rights.all().forEach(right -> all.add(right.replaceFirst(": \\S+ may", " may")));
        return all;
    }

    private static List<Manifest> ofTheManual() throws IOException {
        String text = Files.readString(Path.of("../../cluster-syncer/SYNC.md"));
        String role =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .filter(yaml -> yaml.contains("kind: ClusterRole"))
                        .findFirst()
                        .orElseThrow();
        Map<String, Object> binding =
                Map.of(
                        "apiVersion", "rbac.authorization.k8s.io/v1",
                        "kind", "ClusterRoleBinding",
                        "metadata", Map.of("name", "pushwire-sync"),
                        "roleRef", Map.of("kind", "ClusterRole", "name", "pushwire-sync"),
                        "subjects", List.of(Map.of("namespace", "a", "name", "b")));
        return Manifest.all(role + "\n---\n" + new Yaml().dump(binding));
    }
}
