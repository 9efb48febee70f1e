// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One of Pushwire's services in a JVM of its own, started by the launcher that users start it
/// with.
public final class ServiceProcess implements AutoCloseable {

    private final ChildProcess process;
    private final int port;
    private final Duration start;

    private ServiceProcess(ChildProcess process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /// How a service is started.
    ///
    /// @param program as the launcher names it
    /// @param jar its class path
    /// @param yaml its configuration
    /// @param properties further ones, and above that
    /// @param arguments of the program
    /// @param environment variables for the launcher
    public record Service(
            String program,
            Path jar,
            String yaml,
            Map<String, String> properties,
            List<String> arguments,
            Map<String, String> environment) {

        public Service {
            properties = Map.copyOf(properties);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        public Service(String program, Path jar, String yaml, Map<String, String> properties) {
            this(program, jar, yaml, properties, List.of(), Map.of());
        }
    }

    /// Returns when it is ready.
    ///
    /// @param output what it prints goes there
    public static ServiceProcess start(Path launcher, Service service, Path output)
            throws IOException, InterruptedException {
        int port = ChildProcess.freePort();
        var command = new ArrayList<String>(List.of(launcher.toString(), service.program()));
        command.addAll(service.arguments());
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(service.environment());
        builder.environment().put("PUSHWIRE_JAR", service.jar().toString());
        builder.environment().merge("JAVA_OPTS", options(service, port), (a, b) -> a + " " + b);
        long begun = System.nanoTime();
        ChildProcess process = ChildProcess.start("the " + service.program(), builder, output);
        process.await(() -> Readiness.at(port));
        return new ServiceProcess(process, port, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static String options(Service service, int port) throws IOException {
        Path settings = Files.createTempFile("pushwire-bench", ".yml");
        settings.toFile().deleteOnExit();
        Files.writeString(settings, service.yaml());
        var properties = new HashMap<>(service.properties());
        properties.put("micronaut.config.files", settings.toString());
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("micronaut.server.port", String.valueOf(port));
        return properties.entrySet().stream()
                .map(option -> "-D" + option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /// Waits for something else than its readiness.
    ///
    /// @param within how long that may take
    public void await(ChildProcess.Ready ready, Duration within)
            throws IOException, InterruptedException {
        process.await(ready, within);
    }

    /// From the launcher's start until it was ready.
    public Duration start() {
        return start;
    }

    @Override
    public void close() {
        process.close();
    }

    /// As [ChildProcess#end].
    public void end(Duration within) {
        process.end(within);
    }
}
