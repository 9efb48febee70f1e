// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.cluster.Parallel;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Heartbeat;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.kafka.LogPartition;
import io.pushwire.kafka.Topics;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.Watermark;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.InventoryCodec;
import io.pushwire.wire.OutcomeCodec;
import io.pushwire.wire.TagsCodec;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Puts a year on the topics, as the services would have in the course of it, but in large
/// compressed batches. Each partition is filled by one thread, so that the places of its records
/// are known beforehand.
final class Filling implements AutoCloseable {

    private static final int SAID_EVERY = 500_000;
    private static final int THREADS = 4;

    private final Year year;
    private final String log;
    private final Consumer<String> progress;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Optional<Exception>> failure =
            new AtomicReference<>(Optional.empty());
    private final int[] partitions;
    private final long[] next = new long[RecordTopics.PARTITIONS];
    private final int[] newest;
    private final Position[] newestAt;

    /// @param log id of the topic of events
    Filling(Year year, String bootstrapServers, String log, Consumer<String> progress) {
        this.year = year;
        this.log = log;
        this.progress = progress;
        this.newest = new int[year.images()];
        this.newestAt = new Position[year.images()];
        Arrays.fill(newest, -1);
        this.partitions =
                IntStream.range(0, year.images())
                        .map(which -> LogPartition.of(year.image(which), RecordTopics.PARTITIONS))
                        .toArray();
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                                ProducerConfig.ACKS_CONFIG, "all",
                                // A broker forgets the sequence of a producer whose records are
                                // older than a day, and refuses what it sends again.
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false",
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1",
                                ProducerConfig.LINGER_MS_CONFIG, "50",
                                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                                ProducerConfig.BATCH_SIZE_CONFIG, "524288",
                                ProducerConfig.BUFFER_MEMORY_CONFIG, "67108864"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /// @param took all of it
    record Filled(long records, Duration took, List<Long> next) {
        Filled {
            next = List.copyOf(next);
        }
    }

    Filled run() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Parallel.run(THREADS, 0, THREADS, () -> this::fill);
        producer.flush();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        IntStream.range(0, newest.length).filter(which -> newest[which] >= 0).forEach(this::state);
        watermarks();
        producer.flush();
        Optional<Exception> failed = failure.get();
        if (failed.isPresent()) {
            throw new IOException("Tried to fill the topics but " + failed.get(), failed.get());
        }
        return new Filled(2L * year.plan().events(), took, Arrays.stream(next).boxed().toList());
    }

    /// Those of every so many partitions.
    private void fill(int first) {
        int events = year.plan().events();
        for (int number = 0; number < events; number++) {
            int which = year.imageOf(number);
            if (partitions[which] % THREADS == first) {
                event(number, which);
            }
            if (first == 0 && number % SAID_EVERY == SAID_EVERY - 1) {
                progress.accept("about %d of %d events".formatted(number + 1, events));
            }
        }
    }

    private void event(int number, int which) {
        ImageEvent event = year.event(number);
        int partition = partitions[which];
        var position = new Position(log, partition, next[partition]++);
        newest[which] = number;
        newestAt[which] = position;
        send(ImageEventCodec.write(Topics.IMAGE_EVENTS, event));
        send(OutcomeCodec.write(Topics.outcomes(Year.CLUSTER), year.outcome(number, position)));
    }

    /// What is known of an image at the end, and who uses it.
    private void state(int which) {
        int number = newest[which];
        Position position = newestAt[which];
        ImageTag image = year.image(which);
        var known = KnownTag.first(year.event(number), position, year.time(number));
        send(TagsCodec.write(Topics.TAGS, known));
        List<Use> uses =
                IntStream.range(0, which == 0 ? year.plan().shared() : 1)
                        .mapToObj(user ->
                                use(
                                        which == 0 && user > 0 ? year.images() + user : which,
                                        image,
                                        number,
                                        position))
                        .toList();
        send(
                InventoryCodec.write(
                        Topics.inventory(Year.CLUSTER),
                        position.partition(),
                        Year.CLUSTER,
                        new TagUse(image, uses, year.time(number))));
    }

    private Use use(int workload, ImageTag image, int number, Position position) {
        return new Use(
                Year.workload(workload),
                "00000000-0000-4000-9000-%012x".formatted(workload),
                Map.of("app", image + "@" + Year.digest(number)),
                Optional.of(
                        new Wrote(Year.digest(number), position, true, List.of(year.time(number)))),
                Optional.empty());
    }

    private void watermarks() {
        for (int partition = 0; partition < next.length; partition++) {
            send(
                    TagsCodec.write(
                            Topics.TAGS, new Watermark(log, partition, next[partition], Year.END)));
        }
        send(
                InventoryCodec.write(
                        Topics.inventory(Year.CLUSTER),
                        new Heartbeat(Year.CLUSTER, "bench-uid", Year.END)));
    }

    private void send(ProducerRecord<byte[], byte[]> one) {
        var _ =
                producer.send(
                        one,
                        (_, failed) -> {
                            if (failed != null) {
                                failure.compareAndSet(Optional.empty(), Optional.of(failed));
                            }
                        });
    }

    /// The digest of the newest event of an image; empty if it never had one.
    Optional<Integer> newest(int which) {
        return newest[which] < 0 ? Optional.empty() : Optional.of(newest[which]);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
