// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/// Makes the topics that are missing and refuses those that cannot be right.
@Singleton
public class TopicProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final KafkaClients clients;
    private final TopicsConfig config;

    public TopicProvisioner(KafkaClients clients, TopicsConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /// A topic that a service needs.
    ///
    /// @param keyedByImageTag whether it must have as many partitions as the log
    /// @param retention how long records are kept; empty: for ever
    /// @param compacted whether only the last record of each key is kept
    public record Wanted(
            String name, boolean keyedByImageTag, Optional<Duration> retention, boolean compacted) {

        public static Wanted forEver(String name) {
            return new Wanted(name, true, Optional.empty(), false);
        }

        /// The last record of each image tag.
        public static Wanted newest(String name) {
            return new Wanted(name, true, Optional.empty(), true);
        }

        /// The last record of each key, in one partition.
        public static Wanted newestOfAll(String name) {
            return new Wanted(name, false, Optional.empty(), true);
        }

        public static Wanted forDays(String name, boolean keyedByImageTag, int days) {
            return new Wanted(name, keyedByImageTag, Optional.of(Duration.ofDays(days)), false);
        }
    }

    /// Topics that are there.
    ///
    /// @param ids by name
    public record Provisioned(Map<String, String> ids) {

        /// The id of a wanted topic: in positions, the name of its log.
        public String id(String topic) {
            return Objects.requireNonNull(ids.get(topic), topic);
        }
    }

    /// Makes what is missing and looks at what is there.
    ///
    /// @throws WrongTopicException if a topic is there that Pushwire must not use
    /// @throws KafkaException if Kafka is away or does not have the topics yet: try again later
    public Provisioned provision(Collection<Wanted> wanted) {
        Admin admin = clients.admin();
        try {
            return provision(admin, wanted);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private Provisioned provision(Admin admin, Collection<Wanted> wanted) {
        Map<String, TopicDescription> found = describe(admin, wanted);
        List<NewTopic> missing =
                wanted.stream()
                        .filter(topic -> !found.containsKey(topic.name()))
                        .map(this::definition)
                        .toList();
        if (!missing.isEmpty()) {
            create(admin, missing);
            found.putAll(described(admin, wanted));
        }
        for (Wanted topic : wanted) {
            TopicDescription description = found.get(topic.name());
            if (description == null) {
                throw new KafkaException("topic " + topic.name() + " is not there yet");
            }
            check(topic, description);
        }
        Map<String, String> ids = new HashMap<>();
        found.forEach((name, description) -> ids.put(name, description.topicId().toString()));
        return new Provisioned(ids);
    }

    /// Kafka says that it has made topics a moment before its brokers know them.
    private static Map<String, TopicDescription> described(Admin admin, Collection<Wanted> wanted) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        Map<String, TopicDescription> found = describe(admin, wanted);
        while (found.size() < wanted.size() && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException stopping) {
                throw interrupted(stopping);
            }
            found = describe(admin, wanted);
        }
        return found;
    }

    private void check(Wanted topic, TopicDescription description) {
        int actual = description.partitions().size();
        if (topic.keyedByImageTag() && actual != config.partitions()) {
            throw new WrongTopicException(
                    ("topic %s has %d partitions, pushwire.topics.partitions says %d; a tag's order"
                         + " lives in one partition, so the number cannot change: set"
                         + " pushwire.topics.partitions=%d, or copy the log to a new topic of the"
                         + " wanted size first")
                            .formatted(topic.name(), actual, config.partitions(), actual));
        }
    }

    private NewTopic definition(Wanted topic) {
        Map<String, String> settings = new HashMap<>(config.settings());
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                topic.retention().map(Duration::toMillis).map(String::valueOf).orElse("-1"));
        if (topic.compacted()) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        return new NewTopic(
                        topic.name(),
                        topic.keyedByImageTag() ? config.partitions() : 1,
                        config.replicationFactor())
                .configs(settings);
    }

    private void create(Admin admin, List<NewTopic> missing) {
        Set<String> names = missing.stream().map(NewTopic::name).collect(Collectors.toSet());
        if (!config.create()) {
            throw new KafkaException(
                    "topics " + names + " are missing and pushwire.topics.create is false");
        }
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get();
                LOG.info("created topic {}", created.getKey());
            } catch (ExecutionException failed) {
                // Another replica was faster.
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException(
                            "Tried to create topic " + created.getKey() + " but " + reason(failed),
                            failed.getCause());
                }
            } catch (InterruptedException stopping) {
                throw interrupted(stopping);
            }
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<Wanted> wanted) {
        List<String> names = wanted.stream().map(Wanted::name).toList();
        Map<String, TopicDescription> found = new HashMap<>();
        for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                found.put(described.getKey(), described.getValue().get());
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException(
                            "Tried to look at topic "
                                    + described.getKey()
                                    + " but "
                                    + reason(failed),
                            failed.getCause());
                }
            } catch (InterruptedException stopping) {
                throw interrupted(stopping);
            }
        }
        return found;
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause == null ? failed.toString() : cause.getMessage() + "";
    }

    private static KafkaException interrupted(InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return new KafkaException("stopping", stopping);
    }
}
