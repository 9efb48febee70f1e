// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// `values.schema.json` says what may stand in the values: what stands in `values.yaml`, and the
/// keys of the services. Run with `-Ddocs.update` to write the latter anew.
class ChartSchemaTest {

    private static final Path FILE = Chart.FOLDER.resolve("values.schema.json");
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /// Where names are not known: parts of Kubernetes' objects, which its API server checks, what
    /// the service itself checks, and what Helm hands to each chart.
    private static final Set<String> OPEN =
            Set.of(
                    "/definitions/kubernetes",
                    "/properties/listener/properties/extraConfig",
                    "/properties/syncer/properties/extraConfig",
                    "/properties/standalone/properties/extraConfig",
                    "/properties/global");

    @Test
    void definesTheKeysThatTheServicesHave() throws IOException {
        JsonObject schema = schema();
        JsonObject definitions = schema.getAsJsonObject("definitions");
        for (String component : List.of("listener", "syncer", "standalone")) {
            JsonObject made = ConfigurationSchema.of(component);
            String name = component + "Config";
            if (System.getProperty("docs.update") != null) {
                definitions.add(name, made);
            } else {
                assertThat(definitions.get(name)).as("run with -Ddocs.update").isEqualTo(made);
            }
        }
        if (System.getProperty("docs.update") != null) {
            Files.writeString(FILE, PRETTY.toJson(schema) + "\n");
        }
    }

    @Test
    void refusesWhatItDoesNotKnowEverywhere() throws IOException {
        var open = new ArrayList<String>();
        collectOpen("", schema(), open);

        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
    }

    private static void collectOpen(String where, JsonElement element, List<String> open) {
        if (!element.isJsonObject()) {
            return;
        }
        JsonObject object = element.getAsJsonObject();
        JsonElement type = object.get("type");
        JsonElement further = object.get("additionalProperties");
        if (type != null && type.isJsonPrimitive() && type.getAsString().equals("object")) {
            boolean closed = further != null && (further.isJsonObject() || !further.getAsBoolean());
            if (!closed) {
                open.add(where);
            }
        }
        object.entrySet()
                .forEach(
                        entry -> collectOpen(where + "/" + entry.getKey(), entry.getValue(), open));
    }

    @Test
    void knowsEveryValueAndNoOther() throws IOException {
        Map<String, Object> values =
                new Yaml().load(Files.readString(Chart.FOLDER.resolve("values.yaml")));
        JsonObject schema = schema();
        schema.getAsJsonObject("properties").remove("global");
        Set<String> missing = new TreeSet<>();
        compare("", values, schema, missing);

        assertThat(missing).isEmpty();
    }

    private static void compare(
            String where, Map<?, ?> values, JsonObject schema, Set<String> missing) {
        JsonObject properties = schema.getAsJsonObject("properties");
        if (properties == null || values.isEmpty()) {
            return;
        }
        values.forEach((name, value) -> {
            String key = where + "." + name;
            JsonElement property = properties.get(String.valueOf(name));
            if (property == null) {
                missing.add(key + " is not in the schema");
            } else if (value instanceof Map<?, ?> below) {
                compare(key, below, property.getAsJsonObject(), missing);
            }
        });
        properties.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> missing.add(where + "." + name + " is not in values.yaml"));
    }

    private static JsonObject schema() throws IOException {
        return JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
    }
}
