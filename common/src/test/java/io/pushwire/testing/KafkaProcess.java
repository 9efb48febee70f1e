// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A broker in a process of its own, which can be killed and comes back with the same log.
public final class KafkaProcess implements AutoCloseable {

    private final Path directory;
    private final int port = Ports.free();
    private final int controller = Ports.free();
    private ChildProcess process;

    private KafkaProcess() {
        try {
            directory = Files.createTempDirectory("pushwire-test-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = startProcess();
    }

    public static void main(String[] arguments) {
        EmbeddedKafka.start(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]));
    }

    /// Returns at once; clients wait for it.
    public static KafkaProcess start() {
        return new KafkaProcess();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// SIGKILL.
    public void kill() {
        process.kill();
    }

    /// On the same port and the same log.
    public void startAgain() {
        process = startProcess();
    }

    @Override
    public void close() {
        process.close();
    }

    private ChildProcess startProcess() {
        return ChildProcess.java(
                KafkaProcess.class.getName(),
                List.of(),
                directory.toString(),
                Integer.toString(port),
                Integer.toString(controller));
    }
}
