// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import java.util.Optional;
import java.util.regex.Pattern;

/// The names of the topics: part of what users grant rights on, so they never change.
public final class Topics {

    /// The log: every image event, keyed by image tag.
    public static final String IMAGE_EVENTS = "pushwire.image-events";

    /// What is known of each tag, and per partition up to where the log is settled. Compacted.
    public static final String TAGS = "pushwire.tags";

    /// Outcomes "nobody uses it here" of all clusters.
    public static final String MISSES = "pushwire.misses";

    /// Requests that could not be read, and records that Kafka would not take.
    public static final String DEAD_LETTERS = "pushwire.dead-letters";

    /// What people tell: pauses to the syncers, requests for a re-check to the listener, keyed by
    /// scope. Compacted, one partition.
    public static final String CONTROL = "pushwire.control";

    /// The outcome topics of all clusters; `*` stands for a cluster's name.
    public static final String OUTCOMES_OF_ALL = "pushwire.outcomes.*";

    private static final String OUTCOMES = "pushwire.outcomes.";
    private static final String INVENTORY = "pushwire.inventory.";
    private static final Pattern CLUSTER =
            Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?");

    private Topics() {}

    /// One topic per cluster, so that one cluster cannot write another one's record.
    ///
    /// @throws IllegalArgumentException if the name cannot be part of a topic's name
    public static String outcomes(String cluster) {
        return OUTCOMES + checked(cluster);
    }

    /// Who uses what in a cluster. Compacted, partitioned like the log.
    ///
    /// @throws IllegalArgumentException if the name cannot be part of a topic's name
    public static String inventory(String cluster) {
        return INVENTORY + checked(cluster);
    }

    /// The cluster whose outcomes a topic holds, if it is one.
    public static Optional<String> clusterOfOutcomes(String topic) {
        return topic.startsWith(OUTCOMES)
                ? Optional.of(topic.substring(OUTCOMES.length()))
                : Optional.empty();
    }

    /// The cluster whose inventory a topic is, if it is one.
    public static Optional<String> clusterOfInventory(String topic) {
        return topic.startsWith(INVENTORY)
                ? Optional.of(topic.substring(INVENTORY.length()))
                : Optional.empty();
    }

    private static String checked(String cluster) {
        if (!CLUSTER.matcher(cluster).matches()) {
            throw new IllegalArgumentException(
                    "pushwire.cluster \"%s\" cannot be a cluster's name: use 1 to 63 letters, digits, '-', '_' or '.'"
                            .formatted(cluster));
        }
        return cluster;
    }
}
