// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.process.Artifacts;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One of the programs' commands, from the start of its process.
///
/// @param arguments the program's name first, as the launcher takes them
/// @param properties settings
/// @param errors what it prints as errors goes there
record TimedCommand(
        Artifacts artifacts, List<String> arguments, Map<String, String> properties, Path errors) {

    private static final long MOST_MINUTES = 60;

    /// @param firstRow until the first line after the titles; of a run without one until its end
    /// @param whole until its end, or until it was ended after the first row
    record Ran(Duration firstRow, Duration whole, int lines) {}

    /// @throws IOException if it fails
    Ran toTheEnd() throws IOException, InterruptedException {
        return run(Integer.MAX_VALUE, Map.of());
    }

    /// Keeps what this run loads for the later ones, as the launcher offers it to everybody.
    ///
    /// @throws IOException if it fails
    void train() throws IOException, InterruptedException {
        run(Integer.MAX_VALUE, Map.of("PUSHWIRE_TRAIN", "1"));
    }

    /// Ends it after the first row.
    Ran toTheFirstRow() throws IOException, InterruptedException {
        return run(2, Map.of());
    }

    private Ran run(int enough, Map<String, String> variables)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(artifacts.launcher().toString()));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().put("PUSHWIRE_JAR", artifacts.jar().toString());
        builder.environment().putAll(variables);
        var options = new StringBuilder();
        properties.forEach(
                (key, value) -> options.append(" -D").append(key).append('=').append(value));
        builder.environment().merge("JAVA_OPTS", options.toString(), (a, b) -> a + b);
        long begun = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int lines = 0;
            Duration first = Duration.ZERO;
            while (lines < enough && out.readLine() != null) {
                lines++;
                first = lines == 2 ? since(begun) : first;
            }
            boolean ended = lines < enough;
            if (ended) {
                ended(process);
            }
            return new Ran(lines < 2 ? since(begun) : first, since(begun), lines);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void ended(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(
                    "%s did not end well; see %s".formatted(String.join(" ", arguments), errors));
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
