// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

import io.pushwire.bench.cluster.Parallel;
import io.pushwire.bench.process.ChildProcess;
import io.pushwire.bench.process.Readiness;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.standalone.demo.DemoFailedException;
import io.pushwire.standalone.demo.TinyImage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The real Docker Distribution with the images of the workloads. It writes down every request.
final class LocalRegistry implements AutoCloseable {

    // Each push has a connection and threads of its own.
    private static final int PUSHES_AT_ONCE = 4;

    private final ChildProcess process;
    private final Path directory;
    private final int port;

    private LocalRegistry(ChildProcess process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /// Returns when it answers.
    static LocalRegistry start(Path program, Path parent) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(parent.resolve("registry"));
        int port = ChildProcess.freePort();
        Path config = directory.resolve("config.yml");
        Files.writeString(
                config,
                """
                version: 0.1
                log: {level: warn}
                storage:
                  filesystem: {rootdirectory: "%s"}
                http: {addr: "127.0.0.1:%d"}
                """
                        .formatted(directory.resolve("images"), port));
        ChildProcess process =
                ChildProcess.start(
                        "docker-registry",
                        new ProcessBuilder(program.toString(), "serve", config.toString()),
                        directory.resolve("registry.log"));
        process.await(() -> Readiness.answers(port, "/v2/"));
        return new LocalRegistry(process, directory, port);
    }

    int port() {
        return port;
    }

    /// The tag of an image, where the registry is reached at that port.
    static ImageTag tag(int at, int number) {
        return new ImageTag("127.0.0.1:" + at, repository(number), "1.0");
    }

    private static String repository(int number) {
        return "team-%d/service-%03d".formatted(number % 16, number);
    }

    /// Pushes all images.
    ///
    /// @param generation makes the digests
    /// @return what they are, by the repository
    Map<String, Digest> push(int images, String generation)
            throws IOException, InterruptedException {
        var pushed = new ConcurrentHashMap<String, Digest>();
        Parallel.run(
                PUSHES_AT_ONCE,
                0,
                images,
                () -> {
                    Path work = Files.createTempDirectory(directory, "push");
                    return number -> pushed.put(repository(number), push(number, work, generation));
                });
        return pushed;
    }

    private Digest push(int number, Path work, String generation)
            throws IOException, InterruptedException {
        try {
            return TinyImage.push(tag(port, number), work, generation + " of " + number);
        } catch (DemoFailedException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    /// How many requests for manifests it has answered since it was started, by the method.
    long manifests(String method) throws IOException {
        String request = "\"" + method + " /v2/";
        return process.printed()
                .lines()
                .filter(line -> line.contains(request) && line.contains("/manifests/"))
                .count();
    }

    /// What a loop over the images asks for.
    static List<String> references(int at, int images) {
        return IntStream.range(0, images).mapToObj(number -> tag(at, number).toString()).toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
