// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The Docker engine of this machine, by its command line.
public final class DockerEngine {

    private static final int PATIENCE_SECONDS = 120;
    private static final int NOT_INSTALLED = 127;

    private DockerEngine() {}

    /// How a command ended, and what it printed.
    public record Ended(int code, String output) {}

    /// Skips the test, and says so, where no engine answers.
    public static void assumeAnswers() {
        Ended version = run("version", "--format", "{{.Server.Version}}");
        skipUnless(version.code == 0, () -> "no Docker engine answers: " + version.output.strip());
    }

    /// Skips the test, and says so, where there is no engine, none with a network for containers,
    /// or none that has the image or can pull it.
    public static void assumeHas(String image) {
        assumeAnswers();
        skipUnless(
                run("network", "inspect", "bridge").code == 0,
                () -> "the Docker engine has no network for containers");
        skipUnless(
                run("image", "inspect", image).code == 0 || run("pull", image).code == 0,
                () -> "the Docker engine has no " + image + " and cannot pull it");
    }

    /// Skips the test with a line in the build's log.
    public static void skipUnless(boolean possible, Supplier<String> reason) {
        if (!possible) {
            System.out.println("SKIPPED tests with containers: " + reason.get());
        }
        Assumptions.assumeTrue(possible, reason);
    }

    /// `docker` with these arguments; 127 where it is not installed.
    public static Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "docker does not end: " + command);
            }
            return new Ended(process.exitValue(), output.join());
        } catch (IOException notThere) {
            return new Ended(NOT_INSTALLED, String.valueOf(notThere.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
