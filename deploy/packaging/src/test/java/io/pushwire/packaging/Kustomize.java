// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The folders of `deploy/kustomize`, built by kubectl.
final class Kustomize {

    static final Path FOLDER = Path.of("../kustomize");

    private static final int PATIENCE_S = 60;

    private Kustomize() {}

    static List<String> overlays() {
        try (Stream<Path> folders = Files.list(FOLDER.resolve("overlays"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param test told in the line that says that it is skipped, where there is no kubectl
    static List<Manifest> overlay(Class<?> test, String name) {
        return build(test, FOLDER.resolve("overlays").resolve(name));
    }

    private static List<Manifest> build(Class<?> test, Path folder) {
        Optional<String> missing = missing();
        assumeTrue(
                missing.isEmpty(),
                () -> {
                    System.out.printf("SKIPPED %s: %s%n", test.getSimpleName(), missing.get());
                    return missing.get();
                });
        Said said = kubectl("kustomize", folder.toString());
        assertThat(said.code()).as(said.words()).isZero();
        assertThat(said.words()).as("no deprecations").isEmpty();
        return Manifest.all(said.printed());
    }

    /// Why nothing can be built here.
    private static Optional<String> missing() {
        if (!isInstalled()) {
            return Optional.of("there is no kubectl on the PATH");
        }
        // kubectl before 1.25 says nothing of its Kustomize, which is too old for labels and
        // patches.
        return kubectl("version", "--client", "-o", "json").printed().contains("kustomizeVersion")
                ? Optional.empty()
                : Optional.of("the Kustomize of this kubectl is too old");
    }

    /// @param words what it said beside what it printed
    private record Said(int code, String printed, String words) {}

    private static Said kubectl(String... arguments) {
        try {
            File words = Files.createTempFile("pushwire", ".log").toFile();
            List<String> command =
                    Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList();
            Process kubectl = new ProcessBuilder(command).redirectError(words).start();
            String printed =
                    new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kubectl.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            var said = new Said(kubectl.exitValue(), printed, Files.readString(words.toPath()));
            Files.delete(words.toPath());
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }
}
