// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What an export is of and how far it has come: `manifest.json`.
///
/// @param format [#FORMAT]
/// @param created when the export was begun, by the clock of the machine that did
/// @param complete whether all parts are there
/// @param form `jsonl`, `csv` or `parquet`
/// @param partSize in offsets
/// @param topics as they were asked for
/// @param from the window, as it was asked for
/// @param to the window, as it was asked for
/// @param clusterId Kafka's
/// @param partitions by topic and number
public record Manifest(
        String format,
        Instant created,
        boolean complete,
        String form,
        long partSize,
        List<String> topics,
        @Nullable Instant from,
        @Nullable Instant to,
        String clusterId,
        List<Partition> partitions) {

    /// Of a manifest; another one is another format.
    public static final String FORMAT = "pushwire.export/1";

    public Manifest {
        topics = List.copyOf(topics);
        partitions = List.copyOf(partitions);
    }

    /// One partition. Its parts follow one another without a gap from the first to the last offset.
    ///
    /// @param topicId Kafka's: a topic that was made anew has another one
    /// @param logStart the first offset that Kafka had when the export began
    /// @param logEnd the offset after the last one then
    /// @param first the first offset of the window
    /// @param end the offset after the window
    public record Partition(
            String topic,
            String topicId,
            int partition,
            long logStart,
            long logEnd,
            long first,
            long end,
            List<Part> parts) {
        public Partition {
            parts = List.copyOf(parts);
        }

        /// As Kafka's tools name it.
        public String name() {
            return topic + "-" + partition;
        }
    }

    /// One file.
    ///
    /// @param file below the manifest's folder
    /// @param firstOffset where its span begins
    /// @param nextOffset the offset after its span
    /// @param firstRecord offset of its first record; null if it has none
    /// @param lastRecord offset of its last record; null if it has none
    /// @param records how many records it has
    /// @param missing the offsets of the span at which Kafka had no record: compacted away, deleted
    ///   by the topic's retention, or a transaction's marker
    /// @param bytes the file's size
    /// @param sha256 of the file, in hexadecimal digits
    public record Part(
            String file,
            long firstOffset,
            long nextOffset,
            @Nullable Long firstRecord,
            @Nullable Long lastRecord,
            long records,
            List<Span> missing,
            long bytes,
            String sha256) {
        public Part {
            missing = List.copyOf(missing);
        }
    }

    Manifest with(Partition changed) {
        return with(
                complete,
                partitions.stream()
                        .map(one -> one.name().equals(changed.name()) ? changed : one)
                        .toList());
    }

    Manifest completed() {
        return with(true, partitions);
    }

    private Manifest with(boolean done, List<Partition> those) {
        return new Manifest(
                format, created, done, form, partSize, topics, from, to, clusterId, those);
    }

    /// How many records are in its parts.
    public long records() {
        return parts().stream().mapToLong(Part::records).sum();
    }

    /// All of them.
    public List<Part> parts() {
        return partitions.stream().flatMap(one -> one.parts().stream()).toList();
    }
}
