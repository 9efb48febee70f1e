// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import io.pushwire.testing.DockerEngine;
import io.pushwire.testing.Eventually;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A running container of one of the images: what may be written is `/tmp` and the declared
/// volumes, and its memory is bounded as the chart bounds it. It shares the machine's network.
final class Container implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(2);

    private final String id;

    private Container(String id) {
        this.id = id;
    }

    /// How a container is started.
    ///
    /// @param reference the image's name
    /// @param mounted a folder that it sees as `/etc/pushwire`
    /// @param arguments go to the program
    record Setup(
            String reference,
            int mebibytes,
            Path mounted,
            Map<String, String> environment,
            List<String> arguments) {

        Setup {
            environment = Map.copyOf(environment);
            arguments = List.copyOf(arguments);
        }

        static Setup of(BuiltImage image, Path mounted) {
            return new Setup(image.reference(), image.mebibytes(), mounted, Map.of(), List.of());
        }

        Setup with(Map<String, String> variables) {
            return new Setup(reference, mebibytes, mounted, variables, arguments);
        }

        Setup running(String... command) {
            return new Setup(reference, mebibytes, mounted, environment, List.of(command));
        }

        private String[] command(String... how) {
            List<String> command = new ArrayList<>(List.of("run"));
            command.addAll(List.of(how));
            command.addAll(List.of("--network", "host", "--read-only", "--tmpfs", "/tmp:exec"));
            command.addAll(List.of("--memory", mebibytes + "m", "--memory-swap", mebibytes + "m"));
            command.addAll(List.of("--cap-drop", "ALL"));
            command.addAll(List.of("--security-opt", "no-new-privileges"));
            command.addAll(List.of("--volume", mounted.toAbsolutePath() + ":/etc/pushwire:ro"));
            environment.forEach(
                    (name, value) -> command.addAll(List.of("--env", name + "=" + value)));
            command.add(reference);
            command.addAll(arguments);
            return command.toArray(String[]::new);
        }
    }

    static Container start(Setup setup) {
        return new Container(Docker.must(setup.command("--detach")));
    }

    /// A command that ends by itself.
    static DockerEngine.Ended run(Setup setup) {
        return DockerEngine.run(setup.command("--rm"));
    }

    /// Waits until the service says that it is ready.
    ///
    /// @param port of its HTTP server
    void awaitReady(int port) {
        URI readiness = URI.create("http://127.0.0.1:" + port + "/health/readiness");
        Eventually.eventually(
                READY,
                () -> {
                    if (answer(readiness) != HttpURLConnection.HTTP_OK) {
                        throw new AssertionError(readiness + " is not 200: " + log());
                    }
                });
    }

    String log() {
        return Docker.must("logs", "--tail", "40", id);
    }

    /// One field, by Docker's template for it.
    String inspect(String template) {
        return Docker.must("inspect", "--format", template, id);
    }

    /// Of its first process, as the machine sees it: `/proc/PID/status`.
    List<String> processStatus() throws IOException {
        return Files.readAllLines(Path.of("/proc", inspect("{{.State.Pid}}"), "status"));
    }

    /// What is different from the image: nothing but places for mounts, where the root is
    /// read-only.
    String changed() {
        return Docker.must("diff", id);
    }

    private static int answer(URI uri) throws IOException {
        return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
    }

    @Override
    public void close() {
        DockerEngine.run("rm", "--force", "--volumes", id);
    }
}
