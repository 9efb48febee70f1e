// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import io.pushwire.testing.Markdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files of the repository.
final class Repository {

    private static final Path CHART_FILES = Path.of("deploy/helm/pushwire/files");

    private Repository() {}

    static Path file(String path) {
        return Markdown.root().resolve(path);
    }

    static Path alerts() {
        return Markdown.root().resolve(CHART_FILES).resolve("alerts.yml");
    }

    static Stream<Path> dashboards() {
        try (Stream<Path> files =
                Files.list(Markdown.root().resolve(CHART_FILES).resolve("dashboards"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String path) {
        return text(file(path));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first group of every match.
    static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }
}
