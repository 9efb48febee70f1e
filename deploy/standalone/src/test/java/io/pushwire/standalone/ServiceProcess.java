// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;

import java.io.File;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One of the two services as a process of its own, as its main class starts it.
final class ServiceProcess {

    private static final Duration START = Duration.ofSeconds(60);

    private ServiceProcess() {}

    static ChildProcess listener(int port, List<String> settings) {
        return start("io.pushwire.listener.RegistryListener", "cluster-syncer", port, settings);
    }

    static ChildProcess syncer(int port, List<String> settings) {
        return start("io.pushwire.syncer.ClusterSyncer", "registry-listener", port, settings);
    }

    /// Returns when it is ready.
    ///
    /// @param without the other module, which this one's class path has as well
    private static ChildProcess start(
            String mainClass, String without, int port, List<String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dmicronaut.server.port=" + port,
                        "-Dpushwire.kafka.bootstrap-servers=" + EmbeddedKafka.bootstrapServers()));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-cp", classPath(without), mainClass));
        ChildProcess process = ChildProcess.start(command);
        awaitReady(process, port);
        return process;
    }

    private static String classPath(String without) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("/" + without + "/"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void awaitReady(ChildProcess process, int port) {
        URI readiness = URI.create("http://127.0.0.1:" + port + "/health/readiness");
        try {
            Eventually.eventually(
                    START,
                    () -> {
                        var asked = (HttpURLConnection) readiness.toURL().openConnection();
                        assertThat(asked.getResponseCode()).isEqualTo(200);
                    });
        } catch (AssertionError notReady) {
            throw new AssertionError(process.output(), notReady);
        }
    }
}
