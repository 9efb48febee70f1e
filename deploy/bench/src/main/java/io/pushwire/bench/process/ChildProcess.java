// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process that lives no longer than this one. What it prints goes to a file.
public final class ChildProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    // A service that is not ready yet works for each answer, on the processors that it starts with.
    private static final int PAUSE_MS = 50;

    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int LINES_SHOWN = 20;

    private final Process process;
    private final String name;
    private final Path output;

    private ChildProcess(Process process, String name, Path output) {
        this.process = process;
        this.name = name;
        this.output = output;
    }

    /// Whether it has come so far.
    @FunctionalInterface
    public interface Ready {
        boolean now() throws IOException, InterruptedException;
    }

    /// @param name for people
    /// @param output what it prints goes there
    public static ChildProcess start(String name, ProcessBuilder builder, Path output)
            throws IOException {
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ChildProcess(process, name, output);
    }

    /// Stops it if it does not come so far.
    ///
    /// @throws IOException with the last lines that it printed
    public void await(Ready ready) throws IOException, InterruptedException {
        await(ready, START);
    }

    /// As [#await(Ready)].
    ///
    /// @param within how long it may take
    public void await(Ready ready, Duration within) throws IOException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (!ready.now()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("%s did not become ready: %s".formatted(name, lastWords()));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    /// Whatever the bytes are.
    public String printed() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
    }

    public long pid() {
        return process.pid();
    }

    /// A port of the loopback interface that nobody has just now.
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String lastWords() throws IOException {
        List<String> said = printed().lines().toList();
        return String.join("\n", said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size()));
    }

    @Override
    public void close() {
        end(STOP);
    }

    /// Kills it if it does not end by itself.
    ///
    /// @param within how long that may take
    public void end(Duration within) {
        process.destroy();
        try {
            if (!process.waitFor(within)) {
                process.destroyForcibly().waitFor(STOP);
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
