// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.kafka.Topics;
import io.pushwire.listener.access.Sight;

import org.apache.kafka.common.TopicPartition;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How far somebody has followed each partition: what comes late, with an earlier time than others,
/// is not passed over. A partition that is not named is followed from its beginning.
///
/// @param next the offset that comes next
public record Seen(Map<TopicPartition, Long> next) {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    public Seen {
        next = Map.copyOf(next);
    }

    /// Everything that is in it, of what somebody may follow.
    static Seen of(Snapshot snapshot, Sight sight) {
        var visible = new HashMap<>(snapshot.next());
        visible.keySet().removeIf(partition -> !isFollowed(partition.topic(), sight));
        return new Seen(visible);
    }

    /// Reads [#text()] back.
    ///
    /// @throws BadQuestionException if it is none
    public static Seen parse(String text) {
        try {
            var next = new HashMap<TopicPartition, Long>();
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            plain.lines()
                    .forEach(line -> {
                        String[] words = line.split(" ", -1);
                        for (int i = 1; i + 1 < words.length; i += 2) {
                            next.put(
                                    new TopicPartition(words[0], Integer.parseInt(words[i])),
                                    Long.parseLong(words[i + 1]));
                        }
                    });
            return new Seen(next);
        } catch (IllegalArgumentException forged) {
            throw new BadQuestionException(
                    "Last-Event-ID", "is none: send the id of the last event as it was");
        }
    }

    /// Good at every replica.
    public String text() {
        var lines = new TreeMap<String, StringBuilder>();
        next.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(entry ->
                        lines.computeIfAbsent(
                                        entry.getKey().topic(), topic -> new StringBuilder(topic))
                                .append(' ')
                                .append(entry.getKey().partition())
                                .append(' ')
                                .append(entry.getValue()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", lines.values()).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFollowed(String topic, Sight sight) {
        Optional<String> cluster = Topics.clusterOfOutcomes(topic);
        return !Intake.isCompacted(topic)
                && !topic.equals(Topics.DEAD_LETTERS)
                && (cluster.isEmpty() || sight.clusters().allow(cluster.get()));
    }
}
