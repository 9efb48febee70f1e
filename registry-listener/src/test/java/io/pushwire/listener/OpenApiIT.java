// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Ports;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The description of the HTTP interface, as a running listener serves it.
final class OpenApiIT {

    private static final Pattern STATUS = Pattern.compile("^\\| (\\d{3}) \\|", Pattern.MULTILINE);

    @Test
    void describesEveryAnswerOfTheReadme() throws IOException {
        try (var listener = TestListener.start("127.0.0.1:" + Ports.free(), Map.of())) {
            var served = listener.get("/openapi/registry-listener.yml");
            assertThat(served.statusCode()).isEqualTo(200);

            Map<String, Object> description = new Yaml().load(served.body());
            Map<String, Object> paths = part(description, "paths");

            assertThat(paths).containsOnlyKeys("/hooks/{source}", "/hooks/{source}/{secret}");
            // Of OPTIONS alone, and of other methods.
            var ofTheReadme =
                    STATUS.matcher(Files.readString(Path.of("README.md")))
                            .results()
                            .map(status -> status.group(1))
                            .filter(status -> !status.equals("405"))
                            .collect(Collectors.toSet());
            for (String path : paths.keySet()) {
                Map<String, Object> post = part(part(paths, path), "post");
                assertThat(part(post, "responses").keySet())
                        .containsExactlyInAnyOrderElementsOf(ofTheReadme);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> whole, String key) {
        return (Map<String, Object>) Objects.requireNonNull(whole.get(key), key);
    }
}
