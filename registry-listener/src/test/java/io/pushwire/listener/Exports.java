// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.pushwire.listener.command.Commands;
import io.pushwire.testing.EmbeddedKafka;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The commands about exports, and what they wrote.
final class Exports {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Exports() {}

    /// What a command printed.
    record Ran(int code, String out, String err) {}

    static Ran run(Map<String, Object> more, String... arguments) {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                "pushwire.kafka.bootstrap-servers",
                                EmbeddedKafka.bootstrapServers()));
        settings.putAll(more);
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Commands.execute(
                        new ListenerDesk(settings),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    static Ran export(ExportTopic topic, Path out, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of("events", "export", "--topics", topic.name(), "--out", "" + out));
        arguments.addAll(List.of(more));
        return run(Map.of(), arguments.toArray(String[]::new));
    }

    static JsonNode manifest(Path folder) {
        try {
            return json(Files.readString(folder.resolve("manifest.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The parts of a manifest in their order.
    static List<JsonNode> parts(JsonNode manifest) {
        var parts = new ArrayList<JsonNode>();
        manifest.get("partitions").forEach(one -> one.get("parts").forEach(parts::add));
        return parts;
    }

    /// The rows of all parts of an export as JSON Lines, in the manifest's order.
    static List<JsonNode> rows(Path folder) {
        return parts(manifest(folder)).stream()
                .map(part -> folder.resolve(part.get("file").asText()))
                .flatMap(file -> lines(file).stream())
                .map(Exports::json)
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes of every part, by name.
    static Map<String, byte[]> files(Path folder) {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!folder.equals(file.getParent())) {
                    files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
