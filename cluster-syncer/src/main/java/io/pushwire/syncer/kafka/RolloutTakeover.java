// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.UnfinishedRollouts;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.OutcomeCodec;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Who gets a partition of the log watches on what its last owner left: the writes of the last day
/// on the same partition of the outcomes that no end of a rollout follows.
final class RolloutTakeover {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutTakeover.class);
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final KafkaClients clients;
    private final UnfinishedRollouts rollouts;
    private final String topic;
    private final Clock clock;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RolloutTakeover(
            KafkaClients clients, UnfinishedRollouts rollouts, String cluster, Clock clock) {
        this.clients = clients;
        this.rollouts = rollouts;
        this.topic = Topics.outcomes(cluster);
        this.clock = clock;
    }

    /// Returns at once.
    void assigned(Collection<Integer> partitions) {
        owned.addAll(partitions);
        List<TopicPartition> outcomes =
                partitions.stream().map(partition -> new TopicPartition(topic, partition)).toList();
        threads.execute(() -> takeOver(outcomes));
    }

    void released(int partition) {
        owned.remove(partition);
        rollouts.release(partition);
    }

    void close() {
        threads.shutdownNow();
    }

    private void takeOver(List<TopicPartition> partitions) {
        var backoff = new Backoff();
        try {
            while (!threads.isShutdown()) {
                try {
                    List<Outcome> unfinished =
                            unfinished(partitions).stream().filter(this::isOurs).toList();
                    LOG.debug("{} rollouts are watched on", unfinished.size());
                    rollouts.takeOver(unfinished);
                    return;
                } catch (KafkaException failed) {
                    LOG.warn("Tried to read {} but {}; trying again", topic, failed.toString());
                }
                backoff.pause();
            }
        } catch (InterruptedException stopping) {
            LOG.debug("stopping");
        }
    }

    private boolean isOurs(Outcome outcome) {
        return owned.contains(outcome.cause().position().partition());
    }

    private Collection<Outcome> unfinished(List<TopicPartition> partitions) {
        Map<String, Outcome> unfinished = new LinkedHashMap<>();
        Map<String, String> further = Map.of(ConsumerConfig.CLIENT_ID_CONFIG, "pushwire-rollouts");
        try (Consumer<byte[], byte[]> consumer = clients.reader(further)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            new BoundedRead(consumer, starts(consumer, ends), ends)
                    .run(outcome -> {
                        if (OutcomeCodec.read(outcome)
                                instanceof Decoded.Understood<Outcome>(Outcome understood)) {
                            note(understood, unfinished);
                        }
                        return true;
                    });
        }
        return unfinished.values();
    }

    private Map<TopicPartition, Long> starts(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        long since = clock.instant().minus(LOOK_BACK).toEpochMilli();
        Map<TopicPartition, Long> times = new LinkedHashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> starts = new LinkedHashMap<>(ends);
        starts.replaceAll((partition, end) -> {
            OffsetAndTimestamp start = found.get(partition);
            return start == null ? end : start.offset();
        });
        return starts;
    }

    private static void note(Outcome outcome, Map<String, Outcome> unfinished) {
        String rollout =
                outcome.cause().eventId()
                        + " "
                        + outcome.workload().map(Object::toString).orElse("");
        if (UnfinishedRollouts.begins(outcome)) {
            unfinished.putIfAbsent(rollout, outcome);
        } else if (UnfinishedRollouts.ends(outcome)) {
            unfinished.remove(rollout);
        }
    }
}
