// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Memory;
import io.pushwire.bench.process.ServiceProcess;
import io.pushwire.bench.process.ServiceProcess.Service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A listener with the index of the record, which it builds when it starts.
///
/// @param index its folder
/// @param built how long that took, the start of its JVM included
record RecordListener(ServiceProcess process, Path index, Duration built) implements AutoCloseable {

    private static final Duration LONGEST_BUILD = Duration.ofHours(1);

    /// Returns when the index is built.
    static RecordListener start(Artifacts artifacts, String bootstrapServers, Path directory)
            throws IOException, InterruptedException {
        Path index = Files.createDirectory(directory.resolve("index"));
        String yaml =
                """
                pushwire:
                  kafka: {bootstrap-servers: "%s"}
                  reconcile: {interval: 0s}
                  record: {enabled: true, directory: "%s"}
                  readers:
                    bench: {token: {value: "%s"}, repositories: ["*"], clusters: ["*"]}
                """
                        .formatted(bootstrapServers, index, Questions.TOKEN);
        long begun = System.nanoTime();
        ServiceProcess process =
                ServiceProcess.start(
                        artifacts.launcher(),
                        new Service("registry-listener", artifacts.jar(), yaml, Map.of()),
                        directory.resolve("listener.log"));
        try (var questions = new Questions(process.port())) {
            // It takes notifications while it builds, so it is ready before.
            process.await(questions::areAnswered, LONGEST_BUILD);
        }
        return new RecordListener(process, index, Duration.ofNanos(System.nanoTime() - begun));
    }

    Memory memory() {
        return new Memory(process.pid());
    }

    /// The size of the index.
    long bytes() throws IOException {
        return Sizes.of(index);
    }

    @Override
    public void close() {
        process.close();
    }
}
