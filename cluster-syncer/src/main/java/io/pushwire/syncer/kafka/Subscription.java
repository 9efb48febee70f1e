// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.Topics;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.OutcomeLog;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// This cluster's subscription to the log.
@Singleton
public final class Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int MOST_IN_FLIGHT = 500;
    private static final int MISSES_KEPT_DAYS = 30;

    private final KafkaClients clients;
    private final SubscriptionConfig config;
    private final TopicProvisioner topics;
    private final KafkaOutcomeLog outcomes;
    private final Clock clock;
    private volatile Optional<LogConsumer> consumer = Optional.empty();
    private volatile boolean stopping;

    Subscription(
            KafkaClients clients, SubscriptionConfig config, TopicProvisioner topics, Clock clock) {
        this.clients = clients;
        this.config = config;
        this.topics = topics;
        this.outcomes = new KafkaOutcomeLog(clients);
        this.clock = clock;
    }

    public OutcomeLog outcomes() {
        return outcomes;
    }

    /// Consumes until stopped.
    ///
    /// @throws io.pushwire.kafka.WrongTopicException if a topic cannot be used
    public void run(String cluster, EventExecution execution) throws InterruptedException {
        String log = provision(cluster);
        var running =
                new LogConsumer(
                        () -> open(cluster),
                        new LogConsumer.Settings(LogConsumer.Start.END, MOST_IN_FLIGHT),
                        positions -> shares(log, execution, positions),
                        clock);
        consumer = Optional.of(running);
        if (!stopping) {
            running.run();
        }
    }

    public void stop() {
        stopping = true;
        consumer.ifPresent(LogConsumer::stop);
    }

    @PreDestroy
    void close() {
        outcomes.close();
    }

    /// When Kafka was last asked for events, once the group has been joined.
    public Optional<Instant> lastPoll() {
        return consumer.filter(LogConsumer::joined).map(LogConsumer::lastPoll);
    }

    public int assignedPartitions() {
        return consumer.map(LogConsumer::assignedPartitions).orElse(0);
    }

    /// What a partition's events say about each other is remembered as long as it is ours.
    private static Map<TopicPartition, LogConsumer.Share> shares(
            String log, EventExecution execution, Map<TopicPartition, Long> positions) {
        Map<TopicPartition, LogConsumer.Share> shares = new HashMap<>();
        positions.forEach((partition, first) ->
                shares.put(partition, new SyncerShare(log, new EventHandler(execution), first)));
        return shares;
    }

    /// @return the id of the log
    private String provision(String cluster) throws InterruptedException {
        List<Wanted> wanted =
                List.of(
                        Wanted.forEver(Topics.IMAGE_EVENTS),
                        Wanted.forEver(Topics.outcomes(cluster)),
                        Wanted.forDays(Topics.MISSES, true, MISSES_KEPT_DAYS));
        var backoff = new Backoff();
        while (true) {
            try {
                return topics.provision(wanted).id(Topics.IMAGE_EVENTS);
            } catch (KafkaException notYet) {
                LOG.warn("{}; trying again", notYet.getMessage());
                backoff.pause();
            }
        }
    }

    private Consumer<byte[], byte[]> open(String cluster) {
        Map<String, String> further = new HashMap<>();
        further.put(ConsumerConfig.CLIENT_ID_CONFIG, "pushwire-syncer");
        if (config.memberId() != null) {
            further.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.memberId());
        }
        return clients.consumer("pushwire." + cluster, further);
    }
}
