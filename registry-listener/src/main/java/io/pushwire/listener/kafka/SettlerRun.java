// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.kafka;

import io.pushwire.image.ImageTag;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.kafka.LogConsumer;
import io.pushwire.kafka.TagsReader;
import io.pushwire.listener.settler.LookUps;
import io.pushwire.listener.settler.PartitionSettling;
import io.pushwire.listener.settler.Patience;
import io.pushwire.listener.settler.SettledPartitions;
import io.pushwire.tag.KnownTag;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The settler's subscription to the log: the replicas of the listener share its partitions.
public final class SettlerRun {

    static final String GROUP = "pushwire.listener";

    // A registry may be away for a day: its events wait here, and must not keep others waiting.
    private static final int MOST_IN_FLIGHT = 50_000;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final LogWriter writer;
    private final LookUps lookUps;
    private final SettledPartitions partitions;
    private final Patience patience;
    private final Clock clock;
    private @Nullable LogConsumer consumer;
    private @Nullable Thread thread;
    private boolean closed;

    public SettlerRun(
            KafkaClients clients,
            LogWriter writer,
            LookUps lookUps,
            SettledPartitions partitions,
            Patience patience,
            Clock clock) {
        this.clients = clients;
        this.writer = writer;
        this.lookUps = lookUps;
        this.partitions = partitions;
        this.patience = patience;
        this.clock = clock;
    }

    /// Returns at once.
    ///
    /// @param log id of the topic
    public synchronized void start(String log) {
        if (closed) {
            return;
        }
        var settlement = new KafkaSettlement(writer, log, clock);
        var parts = new PartitionSettling.Parts(lookUps, settlement, patience, clock);
        var running =
                new LogConsumer(
                        () ->
                                clients.consumer(
                                        GROUP,
                                        Map.of(
                                                ConsumerConfig.CLIENT_ID_CONFIG,
                                                "pushwire-settler")),
                        new LogConsumer.Settings(LogConsumer.Start.BEGINNING, MOST_IN_FLIGHT),
                        positions -> open(log, parts, settlement, positions),
                        clock);
        consumer = running;
        thread = Thread.ofPlatform().daemon().name("settler").start(() -> run(running));
    }

    /// How many events of each partition that is ours are not settled, as far as is known.
    public synchronized Map<Integer, Double> lags() {
        return consumer == null ? Map.of() : consumer.lags();
    }

    /// Hands the partitions over and ends.
    public void close() throws InterruptedException {
        Thread ending;
        synchronized (this) {
            closed = true;
            if (consumer != null) {
                consumer.stop();
            }
            ending = thread;
        }
        if (ending != null && !ending.join(LONGEST_CLOSE)) {
            ending.interrupt();
        }
    }

    private Map<TopicPartition, LogConsumer.Share> open(
            String log,
            PartitionSettling.Parts parts,
            KafkaSettlement settlement,
            Map<TopicPartition, LogConsumer.Span> spans) {
        List<Integer> numbers = spans.keySet().stream().map(TopicPartition::partition).toList();
        Map<Integer, TagsReader.Partition> tags = new TagsReader(log).read(clients, numbers);
        Map<TopicPartition, LogConsumer.Share> shares = new HashMap<>();
        spans.forEach((at, span) ->
                shares.put(
                        at,
                        new SettlerShare(
                                parts,
                                partitions,
                                settlement,
                                known(tags.get(at.partition())),
                                new SettlerShare.Place(
                                        log, at.partition(), span.first(), span.end()))));
        return shares;
    }

    private static Map<ImageTag, KnownTag> known(TagsReader.@Nullable Partition partition) {
        return partition == null ? Map.of() : partition.known();
    }

    private static void run(LogConsumer consumer) {
        try {
            consumer.run();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
