// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.KafkaClients;
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
    private static final int MISSES_KEPT_DAYS = 30;

    private final KafkaClients clients;
    private final SubscriptionConfig config;
    private final TopicProvisioner topics;
    private final KafkaOutcomeLog outcomes;
    private final Clock clock;
    private volatile Optional<EventConsumer> consumer = Optional.empty();
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
        var running = new EventConsumer(() -> open(cluster), new EventHandler(execution), clock);
        consumer = Optional.of(running);
        if (!stopping) {
            running.run(log);
        }
    }

    public void stop() {
        stopping = true;
        consumer.ifPresent(EventConsumer::stop);
    }

    @PreDestroy
    void close() {
        outcomes.close();
    }

    /// When Kafka was last asked for events, once the group has been joined.
    public Optional<Instant> lastPoll() {
        return consumer.filter(EventConsumer::joined).map(EventConsumer::lastPoll);
    }

    public int assignedPartitions() {
        return consumer.map(EventConsumer::assignedPartitions).orElse(0);
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
