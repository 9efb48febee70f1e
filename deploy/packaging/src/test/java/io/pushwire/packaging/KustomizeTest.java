// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The overlays are what Kubernetes takes, and are run as the chart runs the same services.
class KustomizeTest {

    static List<String> overlays() {
        return Kustomize.overlays();
    }

    private static List<Manifest> built(String overlay) {
        return Kustomize.overlay(KustomizeTest.class, overlay);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void isWhatKubernetesTakes(String overlay) {
        assertThat(built(overlay))
                .isNotEmpty()
                .allSatisfy(manifest ->
                        assertThat(Kubernetes.problems(manifest))
                                .as(manifest.toString())
                                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void podsAreWhatTheRestrictedStandardAllows(String overlay) {
        for (Manifest manifest : built(overlay)) {
            manifest.containers().forEach(container -> SecureDefaults.check(manifest, container));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hub-listener, listener.yml, listener",
        "spoke-syncer, syncer.yml, syncer",
        "single-cluster-standalone, standalone.yml, standalone",
    })
    void runsAsTheChartRunsIt(String overlay, String valueSet, String component) {
        Manifest own = workload(built(overlay));
        Manifest chart = workload(Chart.of(valueSet));

        for (String field :
                List.of("securityContext", "terminationGracePeriodSeconds", "enableServiceLinks")) {
            assertThat(own.podSpec().orElseThrow().get(field))
                    .isEqualTo(chart.podSpec().orElseThrow().get(field));
        }
        for (String field :
                List.of(
                        "ports",
                        "startupProbe",
                        "livenessProbe",
                        "readinessProbe",
                        "lifecycle",
                        "resources",
                        "securityContext",
                        "args",
                        "name")) {
            assertThat(container(own).get(field))
                    .as("%s of %s", field, component)
                    .isEqualTo(container(chart).get(field));
        }
        assertThat(Manifest.elements(container(chart), "env"))
                .containsAll(Manifest.elements(container(own), "env").toList());
    }

    @ParameterizedTest
    @CsvSource({
        "hub-listener, listener",
        "spoke-syncer, syncer",
        "single-cluster-standalone, standalone",
    })
    void isConfiguredWithKeysThatExist(String overlay, String component) {
        String text = configuration(built(overlay));

        Map<String, Object> file = new Yaml().load(text);
        assertThat(file).containsOnlyKeys("pushwire");
        ConfigurationKeys keys = ConfigurationKeys.ofComponent(component);
        assertThat(ConfigurationTest.flat(text).keySet())
                .isNotEmpty()
                .allMatch(key -> keys.knows(key.substring("pushwire.".length())));
    }

    @ParameterizedTest
    @CsvSource({
        "spoke-syncer, pushwire/cluster-syncer",
        "single-cluster-standalone, pushwire/standalone",
    })
    void givesTheRightsThatTheSyncerPrints(String overlay, String account) {
        List<Manifest> manifests = built(overlay);

        Rights printed = Rights.of(PrintedRoles.of(configuration(manifests), account, List.of()));

        assertThat(printed.all()).isNotEmpty();
        assertThat(Rights.of(manifests).all()).isEqualTo(printed.all());
    }

    private static String configuration(List<Manifest> manifests) {
        return manifests.stream()
                .map(manifest -> manifest.at("data", "pushwire.yml"))
                .flatMap(Optional::stream)
                .map(JsonElement::getAsString)
                .findFirst()
                .orElseThrow();
    }

    private static Manifest workload(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.podSpec().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject container(Manifest workload) {
        return workload.containers().getFirst();
    }
}
