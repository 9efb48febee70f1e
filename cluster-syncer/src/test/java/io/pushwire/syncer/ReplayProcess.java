// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The command in a process of its own, whose output is read line by line: it waits where nobody
/// reads on.
final class ReplayProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;
    private final StringBuilder said = new StringBuilder();

    private ReplayProcess(Process process) {
        this.process = process;
        this.out = reader(process.getInputStream());
        this.err = reader(process.getErrorStream());
    }

    private static BufferedReader reader(InputStream of) {
        return new BufferedReader(new InputStreamReader(of, StandardCharsets.UTF_8), 1);
    }

    static ReplayProcess start(ReplayRig rig) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        rig.settings(rig.namespace)
                .forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterSyncer.class.getName(),
                        "replay",
                        "--from",
                        rig.begun.toString(),
                        "--image",
                        rig.glob(),
                        "-o",
                        "json"));
        return new ReplayProcess(new ProcessBuilder(command).start());
    }

    /// Reads that many and no more.
    List<String> lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("it ended early: " + err.lines().toList());
            }
            lines.add(line);
        }
        return lines;
    }

    /// SIGTERM, and waits until it was heard. A shell's background jobs, as builds often are,
    /// ignore SIGINT, and so do their children.
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor();
        String line = err.readLine();
        while (line != null && !line.equals("stopping")) {
            line = err.readLine();
        }
    }

    List<String> rest() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
        err.lines().forEach(line -> said.append(line).append('\n'));
        return lines;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    /// What the first group matched of what it said at the end.
    String said(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(said);
        if (!found.find()) {
            throw new AssertionError("it said: " + said);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
