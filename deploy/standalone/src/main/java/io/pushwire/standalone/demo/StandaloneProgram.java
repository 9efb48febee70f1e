// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.standalone.Standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The standalone as a process of its own, as a user would start it.
///
/// @param greeting the line that it printed when it was ready
/// @param kafka `host:port`
record StandaloneProgram(Program program, String greeting, URI listener, String kafka) {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration INDEXED = Duration.ofSeconds(20);
    private static final Pattern GREETING =
            Pattern.compile(
                    "^standalone ready .*listener (\\S+) .*kafka embedded \\((\\S+)\\).*$",
                    Pattern.MULTILINE);

    /// Returns the started process; [#ready] waits for it.
    static Program start(StateDirectory state, int port, Path config, List<String> cluster)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Standalone.class.getName(),
                        "--data=" + state.data(),
                        "--config=" + config,
                        "--host=127.0.0.1",
                        "--port=" + port));
        command.addAll(cluster);
        return Program.start("the standalone", state.path().resolve("standalone.log"), command);
    }

    static StandaloneProgram ready(Program program)
            throws DemoFailedException, InterruptedException {
        return Deadline.in(START)
                .await(
                        "the standalone to be ready",
                        () -> {
                            program.checkAlive();
                            Matcher greeting = GREETING.matcher(program.output());
                            return greeting.find()
                                    ? Optional.of(
                                            new StandaloneProgram(
                                                    program,
                                                    greeting.group(),
                                                    URI.create(greeting.group(1)),
                                                    greeting.group(2)))
                                    : Optional.empty();
                        });
    }

    URI hook() {
        return listener.resolve("/hooks/demo");
    }

    /// How many workloads the syncer knows, as its readiness tells.
    int workloads() throws IOException {
        try (InputStream answer = listener.resolve("/health/readiness").toURL().openStream()) {
            JsonNode known = new ObjectMapper().readTree(answer).findValue("workloads");
            return known == null ? 0 : known.asInt();
        }
    }

    /// A push moves only what is known by then.
    void awaitWorkloads(int count) throws DemoFailedException, InterruptedException {
        Deadline.in(INDEXED)
                .await(
                        "the syncer to see the sample workloads",
                        () -> workloads() >= count ? Optional.of(true) : Optional.empty());
    }
}
