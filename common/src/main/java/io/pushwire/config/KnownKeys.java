// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.micronaut.core.naming.NameUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The keys under `pushwire.` that the class path's configuration records define, as the compiler
/// found them.
final class KnownKeys {

    static final String PREFIX = "pushwire.";
    static final String VARIABLE_PREFIX = "PUSHWIRE_";

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Key> keys;

    /// @param name with `*` for a name that the user chooses
    /// @param type of its value, by the name of the Java type
    record Key(String name, String type) {

        private boolean isOpen() {
            return type.startsWith("java.util.Map");
        }

        private Pattern pattern() {
            String exact =
                    Stream.of(name.split("\\*", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("[^.]+"));
            return Pattern.compile(exact + (isOpen() ? "(\\..+)?" : ""));
        }

        private String variable() {
            return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }

        private Pattern variablePattern() {
            String exact =
                    Stream.of(variable().split("\\*", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("[A-Z0-9_]+"));
            return Pattern.compile(exact + (isOpen() ? "(_.+)?" : ""));
        }

        private boolean isBelow(String key) {
            String[] parts = name.split("\\.", -1);
            String[] above = key.split("\\.", -1);
            for (int i = 0; i < above.length; i++) {
                if (i >= parts.length || !(parts[i].equals("*") || parts[i].equals(above[i]))) {
                    return false;
                }
            }
            return true;
        }

        /// With the names that were written where this key leaves them open.
        private String like(String written) {
            String[] parts = name.split("\\.", -1);
            String[] others = written.split("\\.", -1);
            for (int i = 0; i < parts.length; i++) {
                if (parts[i].equals("*")) {
                    parts[i] = i < others.length ? others[i] : "<name>";
                }
            }
            return String.join(".", parts);
        }
    }

    KnownKeys(Collection<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    List<Key> all() {
        return keys;
    }

    static KnownKeys ofClassPath(ClassLoader loader) {
        var keys = new ArrayList<Key>();
        try {
            for (URL metadata : Collections.list(loader.getResources(METADATA))) {
                keys.addAll(keysOf(metadata));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KnownKeys(keys);
    }

    // A jar that is merged from several has their files one after the other in one. Read as a
    // stream:
    // a tree costs the start a tenth of a second.
    private static List<Key> keysOf(URL metadata) throws IOException {
        var keys = new ArrayList<Key>();
        try (var in = metadata.openStream();
                JsonParser files = JSON.createParser(in)) {
            while (files.nextToken() != null) {
                for (String part = files.nextFieldName();
                        part != null;
                        part = files.nextFieldName()) {
                    files.nextToken();
                    if (part.equals("properties")) {
                        addKeys(files, keys);
                    } else {
                        files.skipChildren();
                    }
                }
            }
        }
        return keys;
    }

    private static void addKeys(JsonParser properties, List<Key> keys) throws IOException {
        while (properties.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String type = "";
            for (String part = properties.nextFieldName();
                    part != null;
                    part = properties.nextFieldName()) {
                properties.nextToken();
                switch (part) {
                    case "name" -> name = properties.getText();
                    case "type" -> type = properties.getText();
                    default -> properties.skipChildren();
                }
            }
            if (name.startsWith(PREFIX)) {
                keys.add(new Key(name, type));
            }
        }
    }

    /// As a file, an argument or a system property has it.
    boolean knows(String key) {
        String written = normal(key);
        return keys.stream().anyMatch(known -> known.pattern().matcher(written).matches());
    }

    /// Whether known keys begin with it: a section that is left empty.
    boolean hasSection(String key) {
        String written = normal(key);
        return keys.stream().anyMatch(known -> known.isBelow(written));
    }

    /// Micronaut reads each `_` of a variable as `.` or as `-`.
    boolean knowsVariable(String name) {
        return keys.stream().anyMatch(known -> known.variablePattern().matcher(name).matches());
    }

    Optional<String> nearest(String key) {
        String written = normal(key);
        return Nearest.to(written, keys.stream().map(known -> known.like(written)));
    }

    Optional<String> nearestVariable(String name) {
        return Nearest.to(name, keys.stream().map(known -> like(known.variable(), name)));
    }

    // The part before and the part behind the chosen name have known numbers of words.
    private static String like(String variable, String written) {
        int star = variable.indexOf("_*_");
        if (star < 0) {
            return variable;
        }
        List<String> words = List.of(written.split("_", -1));
        int before = variable.substring(0, star).split("_", -1).length;
        String behind = variable.substring(star + 3);
        int end = words.size() - behind.split("_", -1).length;
        String chosen = end > before ? String.join("_", words.subList(before, end)) : "<NAME>";
        return variable.substring(0, star + 1) + chosen + "_" + behind;
    }

    private static String normal(String key) {
        return Stream.of(INDEX.matcher(key).replaceAll("").split("\\.", -1))
                .map(part -> NameUtils.hyphenate(part, true))
                .collect(Collectors.joining("."));
    }
}
