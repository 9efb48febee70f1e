// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.utils.Time;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/// The child process: a broker that lives as long as its standard input is open. So it ends with
/// its parent however that one ends, and is never left behind.
final class BrokerProcess {

    /// Printed when clients can connect.
    static final String READY = "pushwire broker ready";

    /// Longer than a clean shutdown takes, shorter than people wait.
    static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private volatile Optional<KafkaRaftServer> running = Optional.empty();

    private BrokerProcess() {}

    /// @param arguments Kafka's directory, the clients' port, the controller's port
    public static void main(String[] arguments) {
        TerminalSignals.ignore();
        Path log = Path.of(arguments[0]);
        var ports = new BrokerPorts(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        var process = new BrokerProcess();
        Thread.ofPlatform().name("parent").daemon().start(process::endWithParent);
        process.serve(log, ports);
    }

    private void serve(Path log, BrokerPorts ports) {
        try {
            LogDirectory.ensureFormatted(log);
            var server =
                    new KafkaRaftServer(KafkaConfig.fromProps(properties(log, ports)), Time.SYSTEM);
            server.startup();
            running = Optional.of(server);
            System.out.println(READY);
            server.awaitShutdown();
        } catch (Throwable failed) {
            failed.printStackTrace(System.out);
            // Kafka's threads may be half started: only halting is sure to end.
            Runtime.getRuntime().halt(1);
        }
    }

    private static Properties properties(Path log, BrokerPorts ports) {
        var properties = new Properties();
        properties.putAll(BrokerSettings.of(log, ports));
        return properties;
    }

    private void endWithParent() {
        awaitEndOfInput();
        Thread.ofPlatform().name("last resort").daemon().start(BrokerProcess::haltAfterPatience);
        // A broker that is still starting has nothing to hand over.
        running.ifPresent(KafkaRaftServer::shutdown);
        Runtime.getRuntime().halt(0);
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException broken) {
            System.out.println("standard input broke: " + broken);
        }
    }

    private static void haltAfterPatience() {
        try {
            Thread.sleep(SHUTDOWN);
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
        System.out.println("the broker does not shut down, halting");
        Runtime.getRuntime().halt(1);
    }
}
