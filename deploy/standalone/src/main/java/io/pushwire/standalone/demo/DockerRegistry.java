// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The real Docker Distribution, as Debian packages it, notifying a listener.
final class DockerRegistry {

    private static final Duration START = Duration.ofSeconds(20);

    private DockerRegistry() {}

    /// The program, if it is installed.
    static Optional<Path> find() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .map(directory -> Path.of(directory, "docker-registry"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Returns when images can be pushed to it.
    static Program start(Path program, Path directory, int port, URI hook, String authorization)
            throws IOException, DemoFailedException, InterruptedException {
        Path config = directory.resolve("config.yml");
        Files.writeString(config, config(directory, port, hook, authorization));
        Program started =
                Program.start(
                        "docker-registry",
                        directory.resolve("registry.log"),
                        List.of(program.toString(), "serve", config.toString()));
        try {
            Deadline.in(START)
                    .await(
                            "docker-registry",
                            () -> {
                                started.checkAlive();
                                return answers(port) ? Optional.of(true) : Optional.empty();
                            });
            return started;
        } catch (DemoFailedException failed) {
            started.close();
            throw new DemoFailedException(failed.getMessage() + "\n" + started.tail(), failed);
        }
    }

    /// Blobs and pulls are filtered where they arise: a push of one layer is five notifications
    /// otherwise, and one of them is of interest.
    private static String config(Path directory, int port, URI hook, String authorization) {
        return """
        version: 0.1
        log: {level: warn}
        storage:
          filesystem: {rootdirectory: "%s"}
        http: {addr: "127.0.0.1:%d"}
        notifications:
          endpoints:
            - name: pushwire
              url: "%s"
              headers: {Authorization: ["%s"]}
              timeout: 1s
              threshold: 3
              backoff: 1s
              ignore:
                actions: [pull, mount]
                mediatypes: [application/octet-stream]
        """
                .formatted(directory.resolve("images"), port, hook, authorization);
    }

    private static boolean answers(int port) throws IOException {
        var connection =
                (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + "/v2/").toURL().openConnection();
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    }
}
