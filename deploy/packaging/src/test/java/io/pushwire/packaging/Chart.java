// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import com.marcnuri.helm.Helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The chart, rendered by Helm.
final class Chart {

    static final Path FOLDER = Path.of("../helm/pushwire");
    static final Path VALUES = Path.of("src/test/resources/values");
    static final String NAMESPACE = "pushwire";
    static final String KUBERNETES = "1.36.0";

    private static final Map<String, List<Manifest>> RENDERED = new TreeMap<>();

    private Chart() {}

    /// The names of the value sets of the tests.
    static List<String> valueSets() {
        try (Stream<Path> files = Files.list(VALUES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a value set renders to, once for all tests.
    static synchronized List<Manifest> of(String valueSet) {
        return RENDERED.computeIfAbsent(valueSet, name -> Manifest.all(text(VALUES.resolve(name))));
    }

    static List<Manifest> rendered(String values) {
        return Manifest.all(text(values));
    }

    /// @throws IllegalStateException with Helm's words if it refuses the values
    static String text(String values) {
        try {
            Path file = Files.createTempFile("pushwire-values", ".yml");
            try {
                Files.writeString(file, values);
                return text(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path values) {
        return new Helm(FOLDER)
                .template()
                .withName("pushwire")
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values)
                .call();
    }
}
