// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.DockerEngine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// The containers are tested with the memory that the chart gives them.
final class LimitsTest {

    private static final Path VALUES = Path.of("../helm/pushwire/values.yaml");

    @ParameterizedTest
    @CsvSource({"listener, REGISTRY_LISTENER", "syncer, CLUSTER_SYNCER", "standalone, STANDALONE"})
    void theChartSaysTheSame(String component, BuiltImage image) throws IOException {
        DockerEngine.skipUnless(Files.isReadable(VALUES), () -> "there is no " + VALUES);
        Map<String, Map<String, Map<String, Map<String, String>>>> values =
                new Yaml().load(Files.readString(VALUES));

        var settings = Objects.requireNonNull(values.get(component));
        assertThat(Objects.requireNonNull(settings.get("resources")).get("limits"))
                .containsEntry("memory", image.mebibytes() + "Mi");
    }
}
