// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The table of keys in the README is what the compiler found in the configuration records. Run
/// with `-Ddocs.update` to rewrite it.
public final class ConfigurationTable {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- configuration: made by ConfigurationDocTest -->\n";
    private static final String END = "<!-- /configuration -->";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String PREFIX = "pushwire.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigurationTable() {}

    /// Compares the README of the module that is tested with what its class path defines.
    public static void verifyReadme() throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        String table = table();

        if (System.getProperty("docs.update") != null) {
            Files.writeString(README, readme.substring(0, from) + table + readme.substring(to));
            return;
        }
        assertThat(readme.substring(from, to)).as("run with -Ddocs.update").isEqualTo(table);
    }

    private static String table() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (URL metadata :
                Collections.list(
                        ConfigurationTable.class.getClassLoader().getResources(METADATA))) {
            for (JsonNode property : read(metadata).path("properties")) {
                String name = property.path("name").asText();
                if (name.startsWith(PREFIX)) {
                    rows.put(name, row(name, property));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("| key | type | default | meaning |");
        lines.add("| --- | --- | --- | --- |");
        lines.addAll(rows.values());
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, JsonNode property) {
        String type = property.path("type").asText();
        String defaultValue = property.path("defaultValue").asText();
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        name.replace(".*.", ".<name>."),
                        type.substring(type.lastIndexOf('.') + 1),
                        defaultValue.isEmpty() ? "" : "`" + defaultValue + "`",
                        property.path("description")
                                .asText()
                                .replaceAll("\\s+", " ")
                                .replace("|", "\\|"));
    }

    private static JsonNode read(URL metadata) {
        try (var in = metadata.openStream()) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
