// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.ClassPathJar;
import io.pushwire.bench.process.Listener;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.ServiceProcess;
import io.pushwire.bench.sending.Producers;
import io.pushwire.standalone.broker.Broker;
import io.pushwire.standalone.broker.BrokerFailedException;
import io.pushwire.standalone.broker.DataDirectory;

import org.apache.kafka.clients.producer.Producer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The parts of a benchmark, each in a JVM of its own: a broker, the listener, and the listener
/// that answers without Kafka. They end with this.
final class Processes implements AutoCloseable {

    private final Parts parts = new Parts();
    private final Topic topic;
    private final Producer<byte[], byte[]> producer;
    private final ServiceProcess listener;
    private final ServiceProcess withoutKafka;

    /// @param directory where everything is kept and printed
    Processes(Artifacts files, Path directory)
            throws IOException, BrokerFailedException, InterruptedException {
        try {
            var data = parts.add(DataDirectory.open(directory));
            String bootstrapServers = parts.add(Broker.start(data)).bootstrapServers();
            listener =
                    parts.add(
                            Listener.start(
                                    files.launcher(),
                                    files.jar(),
                                    bootstrapServers,
                                    directory.resolve("listener.log")));
            Path both =
                    ClassPathJar.write(
                            directory.resolve("without-kafka.jar"),
                            List.of(files.benchJar(), files.jar()));
            withoutKafka =
                    parts.add(
                            Listener.start(
                                    files.launcher(),
                                    both,
                                    bootstrapServers,
                                    directory.resolve("without-kafka.log")));
            topic = parts.add(new Topic(bootstrapServers));
            producer = parts.add(Producers.to(bootstrapServers));
        } catch (IOException | BrokerFailedException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    Topic topic() {
        return topic;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    ServiceProcess listener() {
        return listener;
    }

    ServiceProcess withoutKafka() {
        return withoutKafka;
    }

    @Override
    public void close() {
        parts.close();
    }
}
