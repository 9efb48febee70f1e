// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Processes from their start to their end.
///
/// @param output what they print goes there
record Timed(Path output) {

    private static final long MOST_MINUTES = 15;

    /// @param code the exit code
    record Run(Duration took, int code) {

        double seconds() {
            return took.toNanos() / 1e9;
        }
    }

    /// @throws IOException if it does not end
    Run run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(command.getFirst() + " did not end; see " + output);
            }
            return new Run(Duration.ofNanos(System.nanoTime() - begun), process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    /// One after the other, as a script would.
    Run loop(List<List<String>> commands) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (List<String> command : commands) {
            Run each = run(command, Map.of());
            if (each.code() != 0) {
                throw new IOException(
                        "%s ended with %d; see %s"
                                .formatted(String.join(" ", command), each.code(), output));
            }
        }
        return new Run(Duration.ofNanos(System.nanoTime() - begun), 0);
    }
}
