// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.Eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A terminal into which text is pasted: bash, a folder, variables.
///
/// @param directory in which it stands
/// @param variables beside those of this process
record Shell(Path directory, Map<String, String> variables) {

    Shell {
        variables = Map.copyOf(variables);
    }

    /// What came of a script.
    record Result(int exitCode, String output) {}

    /// A script that goes on until it is stopped, and whatever it has started.
    record Running(ChildProcess process) implements AutoCloseable {

        String output() {
            return process.output();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            List<ProcessHandle> started =
                    ProcessHandle.of(process.pid()).stream()
                            .flatMap(ProcessHandle::descendants)
                            .toList();
            started.forEach(ProcessHandle::destroy);
            Eventually.eventually(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
            process.close();
        }
    }

    static boolean finds(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    Running start(String script) {
        String exports =
                variables.entrySet().stream()
                        .map(entry ->
                                "export " + entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                        .collect(Collectors.joining());
        String all = "set -euo pipefail\ncd " + quoted(directory.toString()) + "\n" + exports;
        return new Running(ChildProcess.start(List.of("bash", "-c", all + script)));
    }

    Result run(Duration deadline, String script) {
        try (Running running = start(script)) {
            Eventually.eventually(
                    deadline, () -> assertThat(running.isAlive()).as(running.output()).isFalse());
            return new Result(running.process().exitCode(), running.output());
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
