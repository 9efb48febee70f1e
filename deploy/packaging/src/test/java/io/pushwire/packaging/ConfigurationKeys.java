// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.kafka.Topics;
import io.pushwire.listener.RegistryListener;
import io.pushwire.syncer.ClusterSyncer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The keys under `pushwire.` of a service, as the compiler found them in its configuration
/// records.
///
/// @param types Java types by key, with `*` for a name that the user chooses
/// @param meanings descriptions by key
record ConfigurationKeys(Map<String, String> types, Map<String, String> meanings) {

    static final ConfigurationKeys LISTENER = of(Topics.class, RegistryListener.class);
    static final ConfigurationKeys SYNCER = of(Topics.class, ClusterSyncer.class);
    static final ConfigurationKeys STANDALONE =
            of(Topics.class, RegistryListener.class, ClusterSyncer.class);

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String PREFIX = "pushwire.";

    /// By the component's name in the chart.
    static ConfigurationKeys ofComponent(String component) {
        return switch (component) {
            case "listener" -> LISTENER;
            case "syncer", "sync" -> SYNCER;
            case "standalone" -> STANDALONE;
            default -> throw new AssertionError(component);
        };
    }

    private static ConfigurationKeys of(Class<?>... modules) {
        Map<String, String> types = new TreeMap<>();
        Map<String, String> meanings = new TreeMap<>();
        for (Class<?> module : modules) {
            for (var property : metadata(module)) {
                JsonObject known = property.getAsJsonObject();
                String name = known.get("name").getAsString();
                if (name.startsWith(PREFIX)) {
                    String key = name.substring(PREFIX.length());
                    types.put(key, known.get("type").getAsString());
                    meanings.put(key, meaning(known));
                }
            }
        }
        assertThat(types).isNotEmpty();
        return new ConfigurationKeys(types, meanings);
    }

    private static String meaning(JsonObject known) {
        return known.has("description")
                ? known.get("description").getAsString().replaceAll("\\s+", " ")
                : "";
    }

    // Of this module alone, whether the build has made a jar of it yet or not.
    private static JsonArray metadata(Class<?> module) {
        try {
            String home = module.getProtectionDomain().getCodeSource().getLocation().toString();
            URI file = new URI(home.endsWith(".jar") ? "jar:" + home + "!/" : home);
            try (var in = URI.create(file + METADATA).toURL().openStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("properties");
            }
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As a file has it.
    boolean knows(String key) {
        return types.entrySet().stream()
                .anyMatch(
                        known -> pattern(known.getKey(), known.getValue()).matcher(key).matches());
    }

    /// As an environment has it.
    boolean knowsVariable(String name) {
        return types.keySet().stream()
                .map(key -> (PREFIX + key).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .map(key -> key.replace("_*_", "_[A-Z0-9_]+_"))
                .anyMatch(name::matches);
    }

    private static Pattern pattern(String key, String type) {
        String exact =
                Stream.of(key.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^.]+"));
        return Pattern.compile(exact + (type.startsWith("java.util.Map") ? "\\..+" : ""));
    }

    /// Keys with the secret itself: those that have another with `-from` beside them.
    List<String> secrets() {
        return types.keySet().stream().filter(key -> types.containsKey(key + "-from")).toList();
    }
}
