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
                    "-Xmx96m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dlogback.configurationFile=io/pushwire/standalone/broker/logback.xml");

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
