// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table in the chart's README is what `values.yaml` says. Run with `-Ddocs.update` to rewrite
/// it.
class ValuesDocTest {

    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final Path VALUES = Chart.FOLDER.resolve("values.yaml");
    private static final String BEGIN = "<!-- values: made by ValuesDocTest -->\n";
    private static final String END = "<!-- /values -->";
    private static final Pattern LINE = Pattern.compile("( *)([A-Za-z]+):( .*)?");

    /// @param key with dots
    /// @param value as it is written; empty for what has further ones below
    /// @param meaning the comment above it
    private record Value(String key, String value, String meaning) {}

    @Test
    void theReadmeHasTheTable() throws IOException {
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

    @Test
    void everyValueSaysWhatItIs() throws IOException {
        assertThat(values())
                .filteredOn(value -> !value.value().isEmpty())
                .allSatisfy(value -> assertThat(value.meaning()).as(value.key()).isNotEmpty());
    }

    /// The lines are understood as YAML is.
    @Test
    void noValueIsLeftOut() throws IOException {
        Map<String, Object> all = new Yaml().load(Files.readString(VALUES));
        var keys = new TreeSet<String>();
        values().forEach(value -> keys.add(value.key()));

        assertThat(keys).hasSizeGreaterThan(100);
        assertThat(keys).isEqualTo(keysOf("", all, Files.readString(VALUES)));
    }

    /// Of what is written over several lines.
    private static Set<String> keysOf(String above, Map<?, ?> values, String file) {
        var keys = new TreeSet<String>();
        values.forEach((name, value) -> {
            keys.add(above + name);
            boolean further = value instanceof Map<?, ?> below && !below.isEmpty();
            if (further && Pattern.compile("(?m)^ *" + name + ":$").matcher(file).find()) {
                keys.addAll(keysOf(above + name + ".", (Map<?, ?>) value, file));
            }
        });
        return keys;
    }

    private static String table() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| value | default | meaning |");
        lines.add("| --- | --- | --- |");
        for (Value value : values()) {
            if (!value.meaning().isEmpty()) {
                lines.add(
                        "| `%s` | %s | %s |"
                                .formatted(
                                        value.key(),
                                        value.value().isEmpty() ? "" : "`" + value.value() + "`",
                                        value.meaning().replace("|", "\\|")));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<Value> values() throws IOException {
        List<Value> values = new ArrayList<>();
        List<String> path = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : Files.readAllLines(VALUES)) {
            String text = line.strip();
            Matcher matched = LINE.matcher(line);
            if (text.startsWith("#")) {
                comment.add(text.substring(1).strip());
                continue;
            }
            if (matched.matches()) {
                int depth = matched.group(1).length() / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.add(matched.group(2));
                String written = matched.group(3) == null ? "" : matched.group(3).strip();
                values.add(new Value(String.join(".", path), written, String.join(" ", comment)));
            }
            comment.clear();
        }
        return values;
    }
}
