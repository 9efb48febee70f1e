// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

@Timeout(150)
final class DemoIT {

    private static final Duration DEMO = Duration.ofMinutes(2);

    @TempDir Path directory;

    @Test
    void showsTheMainJobAndLeavesNothingRunning() {
        try (var demo =
                ChildProcess.java(
                        Demo.class.getName(),
                        List.of(
                                "logback.configurationFile=io/pushwire/standalone/demo/logback.xml"),
                        "--state=" + directory)) {
            Eventually.eventually(DEMO, () -> assertThat(demo.isAlive()).isFalse());

            assertThat(demo.output())
                    .contains("standalone ready")
                    .containsPattern("event +pushwire\\.image-events/\\d+@0")
                    .containsPattern("web +Deployment default/web .* patched \\+\\d+ ms")
                    .containsPattern("nightly +CronJob default/nightly +init migrate .* patched")
                    .contains("db       Deployment default/db")
                    .contains("done     2 patched, 1 untouched");
            assertThat(programsOf(directory)).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongAndFails() throws Exception {
        Path kubeconfig =
                Files.writeString(
                        directory.resolve("kubeconfig"),
                        """
                        {"apiVersion": "v1", "kind": "Config", "current-context": "nobody"}
                        """);
        try (var demo =
                ChildProcess.java(
                        Demo.class.getName(),
                        List.of(),
                        "--state=" + directory,
                        "--kubeconfig=" + kubeconfig)) {
            Eventually.eventually(DEMO, () -> assertThat(demo.isAlive()).isFalse());

            assertThat(demo.output())
                    .contains("failed   the standalone ended with status 1")
                    .contains("The services did not start");
            assertThat(programsOf(directory)).isEmpty();
        }
    }

    private static Stream<ProcessHandle> programsOf(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(directory.toString()))
                                .isPresent());
    }
}
