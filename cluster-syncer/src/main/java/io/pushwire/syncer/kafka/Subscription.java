// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.TopicProvisioner;
import io.pushwire.kafka.TopicProvisioner.Wanted;
import io.pushwire.kafka.Topics;
import io.pushwire.kafka.TopicsConfig;
import io.pushwire.runtime.Backoff;
import io.pushwire.syncer.execution.EventExecution;
import io.pushwire.syncer.execution.OutcomeLog;
import io.pushwire.syncer.execution.UnfinishedRollouts;
import io.pushwire.syncer.level.InventoryLog;
import io.pushwire.syncer.level.Level;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// This cluster's subscription to the log.
@Singleton
public final class Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int MOST_IN_FLIGHT = 500;
    private static final int INVENTORY_MS = 500;
    private static final int BEAT_S = 60;
    private static final int MISSES_KEPT_DAYS = 30;

    private final KafkaClients clients;
    private final SubscriptionConfig config;
    private final TopicProvisioner topics;
    private final KafkaOutcomeLog outcomes;
    private @Nullable KafkaInventoryLog inventory;
    private final Map<String, String> logs = new ConcurrentHashMap<>();
    private final int partitions;
    private final UnfinishedRollouts rollouts;
    private final Clock clock;
    private final ScheduledExecutorService heartbeats =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final ScheduledExecutorService inventoryWriter =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("inventory").factory());
    private volatile Optional<LogConsumer> consumer = Optional.empty();
    private volatile boolean stopping;

    Subscription(
            KafkaClients clients,
            SubscriptionConfig config,
            TopicProvisioner topics,
            TopicsConfig topicsConfig,
            UnfinishedRollouts rollouts,
            Clock clock) {
        this.clients = clients;
        this.config = config;
        this.topics = topics;
        this.rollouts = rollouts;
        this.outcomes = new KafkaOutcomeLog(clients);
        this.partitions = topicsConfig.partitions();
        this.clock = clock;
    }

    public OutcomeLog outcomes() {
        return outcomes;
    }

    /// As [#outcomes()], for who does not consume: the topics are made first where they are
    /// missing.
    public OutcomeLog outcomesOf(String cluster) throws InterruptedException {
        provision(cluster);
        return outcomes;
    }

    /// Of the one cluster of this process.
    public InventoryLog inventory(String cluster) {
        return inventoryOf(cluster);
    }

    private synchronized KafkaInventoryLog inventoryOf(String cluster) {
        if (inventory == null) {
            inventory = new KafkaInventoryLog(clients, cluster);
        }
        return inventory;
    }

    /// Consumes until stopped.
    ///
    /// @throws io.pushwire.kafka.WrongTopicException if a topic cannot be used
    public void run(String cluster, EventExecution execution, Level level)
            throws InterruptedException {
        String log = provision(cluster);
        var takeover = new RolloutTakeover(clients, rollouts, cluster, clock);
        var assignment =
                new Assignment(clients, cluster, log, partitions, execution, level, takeover);
        outcomes.connect(cluster);
        var running =
                new LogConsumer(
                        () -> open(cluster),
                        new LogConsumer.Settings(assignment::start, MOST_IN_FLIGHT),
                        assignment::open,
                        clock);
        consumer = Optional.of(running);
        var _ =
                inventoryWriter.scheduleWithFixedDelay(
                        () -> flush(level), INVENTORY_MS, INVENTORY_MS, TimeUnit.MILLISECONDS);
        try {
            if (!stopping) {
                running.run();
            }
        } finally {
            takeover.close();
        }
    }

    public void stop() {
        stopping = true;
        consumer.ifPresent(LogConsumer::stop);
    }

    /// Says which cluster has this name, now and once a minute.
    ///
    /// @param uid of the cluster
    /// @param refused called from another thread, if another cluster takes the name later
    /// @throws ClusterNameTakenException if another cluster has it
    /// @throws io.pushwire.kafka.WrongTopicException if a topic cannot be used
    public void claim(String cluster, String uid, Consumer<ClusterNameTakenException> refused)
            throws InterruptedException {
        provision(cluster);
        var name = new ClusterName(clients, inventoryOf(cluster), cluster, uid, clock);
        var backoff = new Backoff();
        while (!tryToClaim(name)) {
            backoff.pause();
        }
        var _ =
                heartbeats.scheduleWithFixedDelay(
                        () -> beat(name, refused), BEAT_S, BEAT_S, TimeUnit.SECONDS);
    }

    private static boolean tryToClaim(ClusterName name) throws InterruptedException {
        try {
            return name.claim();
        } catch (KafkaException away) {
            LOG.warn("Tried to claim the cluster's name but {}; trying again", away.getMessage());
            return false;
        }
    }

    private static void beat(ClusterName name, Consumer<ClusterNameTakenException> refused) {
        try {
            tryToClaim(name);
        } catch (ClusterNameTakenException taken) {
            refused.accept(taken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flush(Level level) {
        try {
            level.flush();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.error("Tried to write the inventory but failed", fault);
        }
    }

    @PreDestroy
    synchronized void close() {
        heartbeats.shutdownNow();
        inventoryWriter.shutdownNow();
        KafkaInventoryLog open = inventory;
        if (open != null) {
            open.close();
        }
        outcomes.close();
    }

    /// When Kafka was last asked for events, once the group has been joined.
    public Optional<Instant> lastPoll() {
        return consumer.filter(LogConsumer::joined).map(LogConsumer::lastPoll);
    }

    public int assignedPartitions() {
        return consumer.map(LogConsumer::assignedPartitions).orElse(0);
    }

    /// How many events were read and have no outcome yet.
    public int inFlight() {
        return consumer.map(LogConsumer::inFlight).orElse(0);
    }

    /// How many events of each partition that is ours have no outcome yet.
    public Map<Integer, Double> lags() {
        return consumer.map(LogConsumer::lags).orElse(Map.of());
    }

    /// Makes the topics that are missing, once.
    ///
    /// @return the id of the log
    /// @throws io.pushwire.kafka.WrongTopicException if a topic cannot be used
    public String provision(String cluster) throws InterruptedException {
        String known = logs.get(cluster);
        if (known != null) {
            return known;
        }
        String found = provisioned(cluster);
        logs.put(cluster, found);
        return found;
    }

    private String provisioned(String cluster) throws InterruptedException {
        List<Wanted> wanted =
                List.of(
                        Wanted.forEver(Topics.IMAGE_EVENTS),
                        Wanted.newest(Topics.TAGS),
                        Wanted.newest(Topics.inventory(cluster)),
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

    private org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> open(String cluster) {
        Map<String, String> further = new HashMap<>();
        further.put(ConsumerConfig.CLIENT_ID_CONFIG, "pushwire-syncer");
        if (config.memberId() != null) {
            further.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.memberId());
        }
        return clients.consumer("pushwire." + cluster, further);
    }
}
