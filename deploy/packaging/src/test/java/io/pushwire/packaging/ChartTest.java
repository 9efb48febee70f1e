// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is true of the chart, whatever the values.
class ChartTest {

    static List<String> valueSets() {
        return Chart.valueSets();
    }

    @Test
    void thereAreEnoughValueSets() {
        assertThat(valueSets()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void passesHelmsOwnLint() {
        var result = new Helm(Chart.FOLDER).lint().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void isWhatKubernetesTakes(String valueSet) {
        List<Manifest> manifests = Chart.of(valueSet);

        assertThat(manifests).isNotEmpty();
        assertThat(manifests)
                .allSatisfy(manifest ->
                        assertThat(Kubernetes.problems(manifest))
                                .as(manifest.toString())
                                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void namesEachObjectOnceAndLabelsIt(String valueSet) {
        List<Manifest> manifests = Chart.of(valueSet);

        assertThat(manifests).extracting(Manifest::toString).doesNotHaveDuplicates();
        assertThat(manifests)
                .allSatisfy(manifest -> {
                    assertThat(manifest.name()).hasSizeLessThanOrEqualTo(63);
                    assertThat(manifest.at("metadata", "labels", "app.kubernetes.io/part-of"))
                            .isPresent();
                });
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everySelectorFindsItsPods(String valueSet) {
        Set<JsonElement> pods = new HashSet<>();
        for (Manifest manifest : Chart.of(valueSet)) {
            manifest.at("spec", "template", "metadata", "labels").ifPresent(pods::add);
        }
        for (Manifest manifest : Chart.of(valueSet)) {
            selector(manifest)
                    .forEach(selector ->
                            assertThat(pods)
                                    .as(manifest.toString())
                                    .anyMatch(labels ->
                                            labels.getAsJsonObject()
                                                    .entrySet()
                                                    .containsAll(selector.entrySet())));
        }
    }

    private static Stream<JsonObject> selector(Manifest manifest) {
        Optional<JsonElement> found =
                switch (manifest.kind()) {
                    case "Service" -> manifest.at("spec", "selector");
                    case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                            manifest.at("spec", "selector", "matchLabels");
                    case "NetworkPolicy" -> manifest.at("spec", "podSelector", "matchLabels");
                    default -> Optional.empty();
                };
        return found.stream().map(JsonElement::getAsJsonObject);
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void podsAreWhatTheRestrictedStandardAllows(String valueSet) {
        for (Manifest manifest : Chart.of(valueSet)) {
            for (JsonObject container : manifest.containers()) {
                SecureDefaults.check(manifest, container);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void whatIsMountedIsThere(String valueSet) {
        for (Manifest manifest : Chart.of(valueSet)) {
            manifest.podSpec()
                    .ifPresent(pod -> {
                        Set<String> volumes =
                                Stream.concat(Manifest.elements(pod, "volumes"), claims(manifest))
                                        .map(volume -> volume.get("name").getAsString())
                                        .collect(Collectors.toSet());
                        Set<String> mounted =
                                manifest.containers().stream()
                                        .flatMap(container ->
                                                Manifest.elements(container, "volumeMounts"))
                                        .map(mount -> mount.get("name").getAsString())
                                        .collect(Collectors.toSet());
                        assertThat(mounted).as(manifest.toString()).isEqualTo(volumes);
                    });
        }
    }

    private static Stream<JsonObject> claims(Manifest manifest) {
        return manifest.kind().equals("StatefulSet")
                ? Manifest.elements(manifest.json().getAsJsonObject("spec"), "volumeClaimTemplates")
                        .map(claim -> claim.getAsJsonObject("metadata"))
                : Stream.empty();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void accountsAndConfigMapsOfPodsAreRenderedToo(String valueSet) {
        List<Manifest> manifests = Chart.of(valueSet);
        Set<String> there =
                manifests.stream()
                        .map(manifest -> manifest.kind() + " " + manifest.name())
                        .collect(Collectors.toSet());
        for (Manifest manifest : manifests) {
            manifest.podSpec()
                    .ifPresent(pod -> {
                        Manifest.elements(pod, "volumes")
                                .flatMap(
                                        volume -> Manifest.at(volume, "configMap", "name").stream())
                                .forEach(name ->
                                        assertThat(there)
                                                .contains("ConfigMap " + name.getAsString()));
                        if (!valueSet.equals("foreign-account.yml")) {
                            assertThat(there)
                                    .contains(
                                            "ServiceAccount "
                                                    + pod.get("serviceAccountName").getAsString());
                        }
                    });
        }
    }

    @Test
    void takesTheValuesOfItsReadme() throws IOException {
        String readme = Files.readString(Chart.FOLDER.resolve("README.md"));
        List<String> values =
                Pattern.compile("<<'YAML'\n(.*?)\nYAML", Pattern.DOTALL)
                        .matcher(readme)
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(values).hasSize(3);
        assertThat(values)
                .flatExtracting(Chart::rendered)
                .allSatisfy(manifest ->
                        assertThat(Kubernetes.problems(manifest))
                                .as(manifest.toString())
                                .isEmpty());
    }

    @Test
    void aChangedConfigurationReplacesThePods() {
        String one = checksum("{cluster: a}");

        assertThat(checksum("{cluster: a}")).isEqualTo(one);
        assertThat(checksum("{cluster: a, policy: notify}")).isNotEqualTo(one);
    }

    private static String checksum(String config) {
        return Chart.rendered(
                        "{kafka: {bootstrapServers: 'k:9092'}, syncer: {enabled: true, config: %s}}"
                                .formatted(config))
                .stream()
                .flatMap(manifest ->
                        manifest
                                .at(
                                        "spec",
                                        "template",
                                        "metadata",
                                        "annotations",
                                        "pushwire.io/configuration")
                                .stream())
                .map(JsonElement::getAsString)
                .findFirst()
                .orElseThrow();
    }
}
