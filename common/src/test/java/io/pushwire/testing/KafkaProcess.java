// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A broker in a process of its own, which can be killed and comes back with the same log.
public final class KafkaProcess implements AutoCloseable {

    private final Path directory;
    private final int port = Ports.free();
    private final int controller = Ports.free();
    private final List<String> users;
    private ChildProcess process;

    private KafkaProcess(List<String> users) {
        this.users = users;
        try {
            directory = Files.createTempDirectory("pushwire-test-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = startProcess();
    }

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        int controller = Integer.parseInt(arguments[2]);
        List<String> users = List.of(arguments).subList(3, arguments.length);
        if (users.isEmpty()) {
            EmbeddedKafka.start(directory, port, controller);
        } else {
            EmbeddedKafka.startWithUsers(directory, port, controller, users);
        }
    }

    /// Returns at once; clients wait for it.
    public static KafkaProcess start() {
        return new KafkaProcess(List.of());
    }

    /// One that asks for passwords (SASL PLAIN) and lets nobody do anything but `admin`.
    ///
    /// @param users whose passwords are their names, as that of `admin` is
    public static KafkaProcess startWithUsers(List<String> users) {
        return new KafkaProcess(users);
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
        var arguments = new ArrayList<String>();
        arguments.add(directory.toString());
        arguments.add(Integer.toString(port));
        arguments.add(Integer.toString(controller));
        arguments.addAll(users);
        return ChildProcess.java(
                KafkaProcess.class.getName(), List.of(), arguments.toArray(String[]::new));
    }
}
