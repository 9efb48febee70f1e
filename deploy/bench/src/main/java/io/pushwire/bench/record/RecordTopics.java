// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.kafka.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// The topics as the services make them, before they do.
record RecordTopics(String bootstrapServers) {

    static final int PARTITIONS = 12;

    private static final String GROUP = "pushwire.listener";

    /// @return the id of the log
    String create() throws IOException, InterruptedException {
        List<NewTopic> topics =
                List.of(
                        topic(Topics.IMAGE_EVENTS, Map.of("retention.ms", "-1")),
                        topic(Topics.outcomes(Year.CLUSTER), Map.of("retention.ms", "-1")),
                        topic(Topics.MISSES, Map.of("retention.ms", "2592000000")),
                        topic(Topics.TAGS, Map.of("cleanup.policy", "compact")),
                        topic(Topics.inventory(Year.CLUSTER), Map.of("cleanup.policy", "compact")));
        try (Admin admin = admin()) {
            return admin.createTopics(topics).topicId(Topics.IMAGE_EVENTS).get().toString();
        } catch (ExecutionException failed) {
            throw new IOException("Tried to create the topics but " + failed.getCause(), failed);
        }
    }

    /// The settler has nothing to do: it is not what is measured.
    ///
    /// @param next of each partition of the log
    void settledTo(List<Long> next) throws IOException, InterruptedException {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (int partition = 0; partition < next.size(); partition++) {
            offsets.put(
                    new TopicPartition(Topics.IMAGE_EVENTS, partition),
                    new OffsetAndMetadata(next.get(partition)));
        }
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(GROUP, offsets).all().get();
        } catch (ExecutionException failed) {
            throw new IOException("Tried to commit offsets but " + failed.getCause(), failed);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        // The standalone's broker writes each record to the disk by itself.
        all.put("flush.messages", String.valueOf(Long.MAX_VALUE));
        return new NewTopic(name, PARTITIONS, (short) 1).configs(all);
    }
}
