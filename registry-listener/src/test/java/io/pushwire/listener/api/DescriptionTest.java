// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The description that is served says what the code takes.
final class DescriptionTest {

    private final Map<String, Object> description =
            new Yaml()
                    .load(
                            new String(
                                    new DescriptionController().description(),
                                    StandardCharsets.UTF_8));

    @Test
    void namesEveryRouteWithItsParameters() {
        Map<String, Set<String>> described = new HashMap<>();
        part(description, "paths")
                .forEach((path, item) -> {
                    if (!path.endsWith(".yaml")) {
                        described.put(
                                path, queryParameters(part(part(description, "paths"), path)));
                    }
                });
        Map<String, Set<String>> taken = new HashMap<>();
        for (Route route : Route.values()) {
            taken.put(route.path(), route.parameters());
        }

        assertThat(described).isEqualTo(taken);
    }

    private Set<String> queryParameters(Map<String, Object> path) {
        Set<String> names = new HashSet<>();
        for (Object written :
                (List<?>) Objects.requireNonNull(part(path, "get").get("parameters"))) {
            Map<String, Object> parameter = resolved(written);
            if ("query".equals(parameter.get("in"))) {
                names.add(String.valueOf(parameter.get("name")));
            }
        }
        return names;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> resolved(Object written) {
        var parameter = (Map<String, Object>) written;
        Object reference = parameter.get("$ref");
        if (reference == null) {
            return parameter;
        }
        Map<String, Object> found = description;
        for (String step : reference.toString().substring(2).split("/", -1)) {
            found = part(found, step);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> whole, String key) {
        return (Map<String, Object>) Objects.requireNonNull(whole.get(key), key);
    }
}
