// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import io.pushwire.bench.process.ChildProcess;
import io.pushwire.bench.sending.Push;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
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
    private static final double KIBIBYTES = 1024;

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
            docker("rm", "--force", "--volumes", id);
        }
    }

    private String[] command(Subject subject, int port) throws IOException {
        String limit = subject.limit() + "m";
        var words = new ArrayList<>(List.of("run", "--detach", "--network", "host"));
        words.addAll(List.of("--read-only", "--tmpfs", "/tmp:exec", "--cap-drop", "ALL"));
        words.addAll(List.of("--memory", limit, "--memory-swap", limit));
        words.addAll(List.of("--volume", directory.toAbsolutePath() + ":/etc/pushwire:ro"));
        Path settings = Files.writeString(directory.resolve("settings.yml"), settings(port));
        words.addAll(List.of("--env", "MICRONAUT_CONFIG_FILES=/etc/pushwire/settings.yml"));
        words.add(subject.reference());
        if (subject.program().equals("standalone")) {
            words.addAll(
                    List.of(
                            "--kubernetes=sandbox",
                            "--port=" + port,
                            "--config=/etc/pushwire/" + settings.getFileName()));
        }
        return words.toArray(String[]::new);
    }

    /// Each program takes from it what is its own.
    private String settings(int port) {
        return """
        pushwire:
          kafka: {bootstrap-servers: "%s"}
          cluster: images
          topics: {replication-factor: 1}
          kubernetes: {kubeconfig: /etc/pushwire/cluster.kubeconfig}
          sources:
            %s:
              dialect: distribution
              registry: %s
              auth: {header: {name: Authorization, value: %s}}
              look-up: {enabled: false}
        micronaut: {server: {host: 127.0.0.1, port: %d}}
        """
                .formatted(kafka, Push.SOURCE, Push.REGISTRY, Push.SECRET, port);
    }

    private static double awaitReady(String id, int port, long begun)
            throws IOException, InterruptedException {
        long end = begun + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isReady(port)) {
            if (System.nanoTime() > end) {
                throw new IOException("it did not become ready: " + docker("logs", id));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static boolean isReady(int port) {
        try {
            var asked =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/health/readiness")
                                    .toURL()
                                    .openConnection();
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static double resident(String id) throws IOException, InterruptedException {
        long first = Long.parseLong(docker("inspect", "--format", "{{.State.Pid}}", id).strip());
        double kibibytes = 0;
        try (Stream<ProcessHandle> children = ProcessHandle.of(first).orElseThrow().descendants()) {
            for (long pid :
                    Stream.concat(Stream.of(first), children.map(ProcessHandle::pid)).toList()) {
                kibibytes += residentKibibytes(pid);
            }
        }
        return kibibytes / KIBIBYTES;
    }

    private static long residentKibibytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
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
