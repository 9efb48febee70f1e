// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Puts records into the index with several threads, while the next ones are read. The records of a
/// compacted topic, of which the newest counts, stay in the order of their partition; the others
/// carry their place with them.
final class Intakes implements AutoCloseable {

    private static final int MOST_THREADS = 4;
    private static final int AT_ONCE = 250;

    private final RecordIndex index;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS),
                    Thread.ofPlatform().daemon().name("record-intake-", 0).factory());
    private final List<Future<?>> running = new ArrayList<>();

    Intakes(RecordIndex index) {
        this.index = index;
    }

    /// Returns at once. What was begun before has to be [#finished()].
    void begin(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
            int step = Intake.isCompacted(partition.topic()) ? all.size() : AT_ONCE;
            for (int from = 0; from < all.size(); from += step) {
                List<ConsumerRecord<byte[], byte[]>> some =
                        all.subList(from, Math.min(all.size(), from + step));
                running.add(threads.submit(() -> take(some)));
            }
        }
    }

    /// Returns when everything that was begun is in the index.
    ///
    /// @throws IOException if something is not
    void finished() throws IOException, InterruptedException {
        ExecutionException failed = null;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException one) {
                failed = failed == null ? one : failed;
            }
        }
        running.clear();
        if (failed != null) {
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// Nobody is interrupted: Lucene takes an interrupted write for a broken index.
    @Override
    public void close() {
        threads.shutdown();
    }

    private Void take(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        for (ConsumerRecord<byte[], byte[]> next : records) {
            Intake.take(index, next);
        }
        return null;
    }
}
