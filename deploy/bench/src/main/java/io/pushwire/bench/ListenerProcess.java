// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A listener in a JVM of its own, started by the launcher that users start it with.
final class ListenerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final int READY = 200;

    private final Process process;
    private final int port;

    private ListenerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it is ready.
    ///
    /// @param jar its class path
    /// @param output what it prints goes there
    static ListenerProcess start(Path launcher, Path jar, String bootstrapServers, Path output)
            throws IOException, InterruptedException {
        int port = freePort();
        var builder =
                new ProcessBuilder(launcher.toString(), "registry-listener")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("PUSHWIRE_JAR", jar.toString());
        builder.environment()
                .merge("JAVA_OPTS", options(port, bootstrapServers), (a, b) -> a + " " + b);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var listener = new ListenerProcess(process, port);
        listener.awaitReady(output);
        return listener;
    }

    private static String options(int port, String bootstrapServers) throws IOException {
        Path settings = Files.createTempFile("pushwire-bench", ".yml");
        settings.toFile().deleteOnExit();
        Files.writeString(
                settings,
                """
                pushwire:
                  kafka: {bootstrap-servers: "%s"}
                  sources:
                    %s:
                      dialect: distribution
                      registry: %s
                      auth: {header: {name: Authorization, value: %s}}
                      look-up: {enabled: false}
                """
                        .formatted(
                                bootstrapServers,
                                Notifications.SOURCE,
                                Notifications.REGISTRY,
                                Notifications.SECRET));
        return Map.of(
                        "micronaut.config.files", settings.toString(),
                        "micronaut.server.host", "127.0.0.1",
                        "micronaut.server.port", String.valueOf(port))
                .entrySet()
                .stream()
                .map(option -> "-D" + option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    private void awaitReady(Path output) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                List<String> said = Files.readAllLines(output);
                throw new IOException(
                        "the listener did not become ready: "
                                + String.join(
                                        "\n",
                                        said.subList(Math.max(0, said.size() - 20), said.size())));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() {
        try {
            var asked =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/health/readiness")
                                    .toURL()
                                    .openConnection();
            return asked.getResponseCode() == READY;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
