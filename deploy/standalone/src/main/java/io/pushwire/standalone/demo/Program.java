// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that the demo has started, with its output in a file. Ended with SIGTERM, and without
/// mercy if it does not listen.
final class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 25;
    private static final int TAIL = 30;

    private final String name;
    private final Path log;
    private final Process process;

    private Program(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    static Program start(String name, Path log, List<String> command) throws IOException {
        Files.deleteIfExists(log);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new Program(name, log, process);
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /// The end of its output, for a person to read.
    String tail() {
        try {
            List<String> lines = output().lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
            return "the end of " + log + ":\n" + String.join("\n", last).indent(4);
        } catch (IOException unreadable) {
            return log + " cannot be read: " + unreadable;
        }
    }

    /// @throws DemoFailedException if it has ended by itself
    void checkAlive() throws DemoFailedException {
        if (!process.isAlive()) {
            throw new DemoFailedException(
                    "%s ended with status %d".formatted(name, process.exitValue()));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
