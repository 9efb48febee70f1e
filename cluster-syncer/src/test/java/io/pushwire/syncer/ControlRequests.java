// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.control.ControlRecord;
import io.pushwire.control.RecheckRequest;
import io.pushwire.kafka.BoundedRead;
import io.pushwire.kafka.Topics;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.wire.ControlCodec;
import io.pushwire.wire.Decoded;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the listener was asked to re-check.
final class ControlRequests {

    private ControlRequests() {}

    /// @param word in the image's or the cluster's name
    static List<RecheckRequest> about(String word) {
        List<RecheckRequest> found = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", EmbeddedKafka.bootstrapServers(),
                                "auto.offset.reset", "none",
                                "group.protocol", "classic"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            if (consumer.listTopics().containsKey(Topics.CONTROL)) {
                BoundedRead.whole(consumer, List.of(new TopicPartition(Topics.CONTROL, 0)))
                        .run(next -> {
                            if (next.value() != null
                                    && ControlCodec.read(next)
                                            instanceof
                                            Decoded.Understood<ControlRecord>(RecheckRequest it)
                                    && it.what().toString().contains(word)) {
                                found.add(it);
                            }
                            return true;
                        });
            }
        }
        return found;
    }
}
