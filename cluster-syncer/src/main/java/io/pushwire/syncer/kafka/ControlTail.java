// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.control.ControlRecord;
import io.pushwire.control.Directive;
import io.pushwire.control.Directives;
import io.pushwire.control.RecheckRequest;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.TopicTail;
import io.pushwire.kafka.Topics;
import io.pushwire.runtime.Backoff;
import io.pushwire.wire.ControlCodec;
import io.pushwire.wire.Decoded;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Keeps up with what `pushwire.control` says of pauses. Requests for a re-check are the
/// listener's.
public final class ControlTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlTail.class);

    private final TopicProvisioner topics;
    private final Directives directives;
    private final Ended ended;
    private final TopicTail tail;

    /// @param directives kept true to the topic
    /// @param ended told of each pause that ends while this runs
    public ControlTail(
            KafkaClients clients, TopicProvisioner topics, Directives directives, Ended ended) {
        this.topics = topics;
        this.directives = directives;
        this.ended = ended;
        this.tail = TopicTail.of(clients, "control", Topics.CONTROL, this::take);
    }

    /// What follows from the end of a pause; must not wait.
    @FunctionalInterface
    public interface Ended {
        void ended(Directive pause);
    }

    /// Starts to read and waits, as long as it takes, until everything was read that was there.
    public void readToTheEnd() throws InterruptedException {
        provision();
        tail.start();
        tail.awaitRead();
    }

    /// Whether everything was read that was there at the start.
    public boolean isRead() {
        return tail.isRead();
    }

    @Override
    public void close() {
        tail.close();
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

    private void take(ConsumerRecord<byte[], byte[]> said) {
        if (said.value() == null) {
            directives.forget(new String(said.key(), StandardCharsets.UTF_8)).ifPresent(this::tell);
            return;
        }
        switch (ControlCodec.read(said)) {
            case Decoded.Understood<ControlRecord>(Directive directive) -> {
                LOG.info("{}", directive);
                directives.learn(directive).ifPresent(this::tell);
            }
            case Decoded.Understood<ControlRecord>(RecheckRequest _) -> {}
            case Decoded.NotUnderstood<ControlRecord>(String reason) ->
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
