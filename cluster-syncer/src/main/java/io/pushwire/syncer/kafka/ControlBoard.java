// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.control.Directive;
import io.pushwire.control.Directives;
import io.pushwire.control.RecheckRequest;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.Topics;
import io.pushwire.wire.ControlCodec;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Where people say what the syncers and the listener are told. Each call connects, and ends within
/// some seconds.
@Singleton
public final class ControlBoard {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicProvisioner topics;

    ControlBoard(KafkaClients clients, TopicProvisioner topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /// Tells the syncers; returns when it is durable.
    ///
    /// @throws KafkaException if Kafka is away or refuses
    public void say(Directive directive) throws InterruptedException {
        write(ControlCodec.write(Topics.CONTROL, directive));
    }

    /// Tells the listener; returns when it is durable.
    ///
    /// @throws KafkaException if Kafka is away or refuses
    public void ask(RecheckRequest request) throws InterruptedException {
        write(ControlCodec.write(Topics.CONTROL, request));
    }

    private void write(ProducerRecord<byte[], byte[]> said) throws InterruptedException {
        provision();
        try (Producer<byte[], byte[]> producer = clients.producer(LONGEST)) {
            producer.send(said).get();
        } catch (ExecutionException failed) {
            throw new KafkaException(
                    "Tried to write to " + Topics.CONTROL + " but " + failed.getCause(), failed);
        }
    }

    /// The pauses that hold now.
    ///
    /// @throws KafkaException if Kafka is away
    public List<Directive> paused() throws InterruptedException {
        provision();
        var directives = new Directives();
        try (var tail = new ControlTail(clients, topics, directives, _ -> {})) {
            tail.readToTheEnd();
        }
        return directives.all();
    }

    private void provision() {
        topics.provision(List.of(Wanted.newestOfAll(Topics.CONTROL)));
    }
}
