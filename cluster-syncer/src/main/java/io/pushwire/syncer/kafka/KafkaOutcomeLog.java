// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.OutcomeLog;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Outcomes on `pushwire.outcomes.<cluster>`, those of tags that nobody uses on `pushwire.misses`.
final class KafkaOutcomeLog implements OutcomeLog {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomeLog.class);

    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(10);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaOutcomeLog(KafkaClients clients) {
        this.clients = clients;
    }

    @Override
    public void record(List<Outcome> outcomes) throws InterruptedException {
        var backoff = new Backoff();
        List<Outcome> left = outcomes;
        while (true) {
            left = send(left);
            if (left.isEmpty()) {
                return;
            }
            backoff.pause();
        }
    }

    /// Asks for the places of its topics, so that the first outcome does not wait for that.
    void connect(String cluster) {
        try {
            producer().partitionsFor(Topics.outcomes(cluster));
            producer().partitionsFor(Topics.MISSES);
        } catch (KafkaException notYet) {
            LOG.debug("the first outcome will ask again", notYet);
        }
    }

    /// Returns those that Kafka did not take.
    private List<Outcome> send(List<Outcome> outcomes) throws InterruptedException {
        List<Outcome> refused = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            for (Outcome outcome : outcomes) {
                var written = OutcomeCodec.write(topic(outcome), outcome);
                TraceParent.writeTo(written.headers());
                sent.add(producer().send(written));
            }
        } catch (KafkaException failed) {
            LOG.warn("Tried to record outcomes but {}; trying again", failed.toString());
        }
        for (int i = 0; i < outcomes.size(); i++) {
            try {
                if (i < sent.size()) {
                    sent.get(i).get();
                } else {
                    refused.add(outcomes.get(i));
                }
            } catch (ExecutionException failed) {
                LOG.warn("Tried to record an outcome but {}; trying again", failed.getMessage());
                refused.add(outcomes.get(i));
            }
        }
        return refused;
    }

    /// Made at the first outcome: at the start Kafka's name may not be known yet.
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.producer(LONGEST_BLOCK);
        }
        return producer;
    }

    synchronized void close() {
        if (producer != null) {
            producer.close(LONGEST_CLOSE);
        }
    }

    private static String topic(Outcome outcome) {
        return outcome.kind() == OutcomeKind.Unused && outcome.workload().isEmpty()
                ? Topics.MISSES
                : Topics.outcomes(outcome.cluster());
    }
}
