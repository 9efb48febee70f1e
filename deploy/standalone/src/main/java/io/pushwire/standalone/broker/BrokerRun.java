// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One life of the broker process.
final class BrokerRun {

    private static final List<String> FLAGS =
            List.of(
                    "-Xms32m",
                    "-Xmx96m",
                    "-Xmn16m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dlogback.configurationFile=io/pushwire/standalone/broker/logback.xml");

    /// System properties that name the broker's AOT cache: one to start from, one to write when it
    /// ends. It is another program than its parent, so it needs another cache.
    static final String CACHE = "standalone.broker.aot-cache";

    static final String CACHE_OUTPUT = "standalone.broker.aot-cache-output";

    private final Process process;
    private final BrokerOutput output;

    private BrokerRun(Process process, BrokerOutput output) {
        this.process = process;
        this.output = output;
    }

    /// The same Java and the same class path as this process: there is only one jar.
    static BrokerRun launch(DataDirectory data, BrokerPorts ports) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(cacheFlags());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        data.log().toString(),
                        String.valueOf(ports.clients()),
                        String.valueOf(ports.controller())));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new BrokerOutput(data.output());
        Thread.ofPlatform()
                .name("broker-output")
                .daemon()
                .start(() -> output.copy(process.inputReader(StandardCharsets.UTF_8)));
        return new BrokerRun(process, output);
    }

    /// Whether it writes a cache when it ends, which takes longer than a shutdown.
    static boolean isTraining() {
        return System.getProperty(CACHE_OUTPUT) != null;
    }

    private static List<String> cacheFlags() {
        String output = System.getProperty(CACHE_OUTPUT);
        String cache = System.getProperty(CACHE);
        if (output != null) {
            return List.of("-XX:AOTCacheOutput=" + output);
        }
        return cache == null ? List.of() : List.of("-XX:AOTCache=" + cache);
    }

    /// False if it ended instead, or took too long.
    boolean awaitReady(Duration patience) throws InterruptedException {
        return output.awaitReady(patience);
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String tail() {
        return output.tail();
    }

    /// Closes its standard input, which it takes as the order to end.
    void stop(Duration patience) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // Then it has ended.
        }
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    void kill() throws InterruptedException {
        abandon();
        process.waitFor();
    }

    /// Kills it without waiting until it is gone.
    void abandon() {
        process.destroyForcibly();
    }
}
