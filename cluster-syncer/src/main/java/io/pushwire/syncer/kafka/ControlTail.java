// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.control.Directive;
import io.pushwire.control.Directives;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.Topics;
import io.pushwire.runtime.Backoff;
import io.pushwire.wire.ControlCodec;
import io.pushwire.wire.Decoded;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Reads `pushwire.control` from its first record to its last, and then whatever comes: every
/// replica all of it, so without a group.
public final class ControlTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlTail.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final TopicProvisioner topics;
    private final Directives directives;
    private final Ended ended;
    private final CountDownLatch read = new CountDownLatch(1);
    private volatile boolean stopping;

    /// @param directives kept true to the topic
    /// @param ended told of each pause that ends while this runs
    public ControlTail(
            KafkaClients clients, TopicProvisioner topics, Directives directives, Ended ended) {
        this.clients = clients;
        this.topics = topics;
        this.directives = directives;
        this.ended = ended;
    }

    /// What follows from the end of a pause; must not wait.
    @FunctionalInterface
    public interface Ended {
        void ended(Directive pause);
    }

    /// Starts to read and waits, as long as it takes, until everything was read that was there.
    public void readToTheEnd() throws InterruptedException {
        provision();
        Thread.ofPlatform().daemon().name("control").start(this::run);
        read.await();
    }

    /// Whether everything was read that was there at the start.
    public boolean isRead() {
        return read.getCount() == 0;
    }

    @Override
    public void close() {
        stopping = true;
    }

    private void provision() throws InterruptedException {
        var backoff = new Backoff();
        while (true) {
            try {
                topics.provision(List.of(Wanted.newestOfAll(Topics.CONTROL)));
                return;
            } catch (KafkaException notYet) {
                LOG.warn("{}; trying again", notYet.getMessage());
                backoff.pause();
            }
        }
    }

    /// From the beginning again after every failure: the topic holds one record per scope.
    private void run() {
        var backoff = new Backoff();
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = clients.reader()) {
                follow(consumer);
            } catch (KafkaException failed) {
                LOG.warn("Tried to read {} but {}", Topics.CONTROL, failed.toString());
                try {
                    backoff.pause();
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.CONTROL).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!stopping) {
            if (ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                read.countDown();
            }
            for (ConsumerRecord<byte[], byte[]> said : consumer.poll(POLL)) {
                take(said);
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> said) {
        if (said.value() == null) {
            directives.forget(new String(said.key(), StandardCharsets.UTF_8)).ifPresent(this::tell);
            return;
        }
        switch (ControlCodec.read(said)) {
            case Decoded.Understood<Directive>(Directive directive) -> {
                LOG.info("{}", directive);
                directives.learn(directive).ifPresent(this::tell);
            }
            case Decoded.NotUnderstood<Directive>(String reason) ->
                    LOG.warn(
                            "{}/{}@{} is left: {}",
                            said.topic(),
                            said.partition(),
                            said.offset(),
                            reason);
        }
    }

    /// What was paused and resumed before the start holds nothing back here.
    private void tell(Directive pause) {
        if (isRead()) {
            ended.ended(pause);
        }
    }
}
