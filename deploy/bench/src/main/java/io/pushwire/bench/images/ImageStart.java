// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import io.pushwire.bench.process.ChildProcess;
import io.pushwire.bench.process.ProcessStatus;
import io.pushwire.bench.process.Readiness;
import io.pushwire.bench.start.Program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts containers as a cluster does: read-only, no capabilities, memory bounded.
///
/// @param directory holds what the containers read and may be read by all
/// @param kafka `host:port`
record ImageStart(Path directory, String kafka) {

    private static final int IDLE_SECONDS = 3;
    private static final int PATIENCE_SECONDS = 120;
    private static final double MEBIBYTE = 1024 * 1024;

    // Where a container sees the directory.
    private static final Path SEEN = Path.of("/etc/pushwire");
    private static final String SETTINGS = "settings.yml";
    static final String KUBECONFIG = "cluster.kubeconfig";

    /// @throws IOException if it does not become ready
    Measured measure(Subject subject) throws IOException, InterruptedException {
        docker("load", "--quiet", "--input", subject.tar().toString());
        int port = ChildProcess.freePort();
        long begun = System.nanoTime();
        String id = docker(command(subject, port)).strip();
        try {
            double ready = awaitReady(id, port, begun);
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            return new Measured(subject, ready, resident(id));
        } finally {
            // One that is killed stays in its group for ten seconds, and the next one waits for
            // that.
            docker("stop", "--time", "10", id);
            docker("rm", "--force", "--volumes", id);
        }
    }

    private String[] command(Subject subject, int port) throws IOException {
        // Docker writes as m what Kubernetes writes as Mi.
        String limit = subject.limit().replace("Mi", "m");
        var words = new ArrayList<>(List.of("run", "--detach", "--network", "host"));
        words.addAll(List.of("--read-only", "--tmpfs", "/tmp:exec", "--cap-drop", "ALL"));
        words.addAll(List.of("--memory", limit, "--memory-swap", limit));
        words.addAll(List.of("--volume", directory.toAbsolutePath() + ":" + SEEN + ":ro"));
        Files.writeString(directory.resolve(SETTINGS), settings(subject.program()));
        words.addAll(List.of("--env", "MICRONAUT_CONFIG_FILES=" + SEEN.resolve(SETTINGS)));
        words.addAll(List.of("--env", "MICRONAUT_SERVER_HOST=127.0.0.1"));
        words.addAll(List.of("--env", "MICRONAUT_SERVER_PORT=" + port));
        words.add(subject.reference());
        if (subject.program() == Program.STANDALONE) {
            words.addAll(List.of("--kubernetes=sandbox", "--port=" + port));
        }
        return words.toArray(String[]::new);
    }

    private String settings(Program program) {
        return program.yaml(kafka, "images", SEEN.resolve(KUBECONFIG));
    }

    private static double awaitReady(String id, int port, long begun)
            throws IOException, InterruptedException {
        long end = begun + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Readiness.at(port)) {
            if (System.nanoTime() > end) {
                throw new IOException("it did not become ready: " + docker("logs", id));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double resident(String id) throws IOException, InterruptedException {
        long first = Long.parseLong(docker("inspect", "--format", "{{.State.Pid}}", id).strip());
        try (Stream<ProcessHandle> children = ProcessHandle.of(first).orElseThrow().descendants()) {
            return Stream.concat(Stream.of(first), children.map(ProcessHandle::pid))
                            .mapToLong(pid -> new ProcessStatus(pid).resident())
                            .sum()
                    / MEBIBYTE;
        }
    }

    static String docker(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("docker " + arguments[0] + ": " + said.strip());
        }
        return said;
    }
}
