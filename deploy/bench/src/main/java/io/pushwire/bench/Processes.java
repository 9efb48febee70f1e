// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.apache.kafka.clients.producer.Producer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The parts of a benchmark, each in a JVM of its own: a broker, the listener, and the listener
/// that answers without Kafka. They end with this.
final class Processes implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Topic topic;
    private final Producer<byte[], byte[]> producer;
    private final ListenerProcess listener;
    private final ListenerProcess withoutKafka;

    /// @param launcher `deploy/run.sh`
    /// @param jar that has both services and the broker
    /// @param benchJar that has what makes a listener one without Kafka
    record Files(Path launcher, Path jar, Path benchJar) {}

    /// @param directory where everything is kept and printed
    Processes(Files files, Path directory)
            throws IOException, BrokerFailedException, InterruptedException {
        try {
            var data = add(DataDirectory.open(directory));
            String bootstrapServers = add(Broker.start(data)).bootstrapServers();
            listener =
                    add(
                            ListenerProcess.start(
                                    files.launcher(),
                                    files.jar(),
                                    bootstrapServers,
                                    directory.resolve("listener.log")));
            Path both =
                    ClassPathJar.write(
                            directory.resolve("without-kafka.jar"),
                            List.of(files.benchJar(), files.jar()));
            withoutKafka =
                    add(
                            ListenerProcess.start(
                                    files.launcher(),
                                    both,
                                    bootstrapServers,
                                    directory.resolve("without-kafka.log")));
            topic = add(new Topic(bootstrapServers));
            producer = add(ProducerCall.producer(bootstrapServers));
        } catch (IOException | BrokerFailedException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    Topic topic() {
        return topic;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    ListenerProcess listener() {
        return listener;
    }

    ListenerProcess withoutKafka() {
        return withoutKafka;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failed) {
                System.err.println("Tried to stop a part but " + failed);
            }
        }
    }
}
