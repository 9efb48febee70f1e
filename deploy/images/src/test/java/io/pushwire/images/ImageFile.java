// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// An image as `docker save` would write it.
///
/// @param config what a container is started with
/// @param layers the lowest first
record ImageFile(JsonNode config, List<Layer> layers) {

    /// @param size as it is pulled, in bytes
    /// @param entries by their paths, as `app/libs/x.jar`
    record Layer(long size, Map<String, Entry> entries) {

        boolean has(String path) {
            return entries.keySet().stream().anyMatch(it -> it.startsWith(path));
        }
    }

    /// @param text only of files that end in `.json`
    record Entry(int mode, long changedSecond, String text) {}

    static ImageFile read(Path file) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        try (var tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                parts.put(entry.getName(), tar.readAllBytes());
            }
        }
        var json = new ObjectMapper();
        JsonNode manifest = json.readTree(part(parts, "manifest.json")).get(0);
        List<Layer> layers = new ArrayList<>();
        for (JsonNode name : manifest.get("Layers")) {
            layers.add(layer(part(parts, name.asText())));
        }
        return new ImageFile(json.readTree(part(parts, manifest.get("Config").asText())), layers);
    }

    /// Those that have something of ours, which a change of our code changes.
    List<Layer> ours() {
        return layers.stream().filter(layer -> !layer.has("opt/java/") && !third(layer)).toList();
    }

    private static boolean third(Layer layer) {
        return layer.has("app/libs/netty-common");
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private static Layer layer(byte[] bytes) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        InputStream packed = new BufferedInputStream(new ByteArrayInputStream(bytes));
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(packed))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                String text =
                        entry.getName().endsWith(".json")
                                ? new String(tar.readAllBytes(), StandardCharsets.UTF_8)
                                : "";
                entries.put(
                        entry.getName().replaceFirst("^\\./", ""),
                        new Entry(
                                entry.getMode(),
                                entry.getLastModifiedTime().toInstant().getEpochSecond(),
                                text));
            }
        }
        return new Layer(bytes.length, entries);
    }
}
