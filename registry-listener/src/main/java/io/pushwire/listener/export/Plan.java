// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import io.pushwire.listener.export.Manifest.Part;
import io.pushwire.listener.export.Manifest.Partition;
import io.pushwire.listener.export.RecordLog.Extent;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is to be written, fixed when an export begins.
record Plan(Folder folder, RecordLog log) {

    Manifest begunOrNew(Order order, Instant now) throws IOException {
        Optional<Manifest> begun = folder.manifest();
        if (begun.isPresent()) {
            checkSame(begun.get(), order);
            return begun.get();
        }
        if (!folder.parts().isEmpty()) {
            throw new ExportFailedException(
                    "%s is not empty and no export: choose another folder"
                            .formatted(folder.path()));
        }
        Manifest fresh = fresh(order, now);
        folder.write(fresh);
        return fresh;
    }

    private Manifest fresh(Order order, Instant now) {
        List<Partition> partitions =
                log.extents(order).stream()
                        .map(extent ->
                                new Partition(
                                        extent.topic(),
                                        extent.topicId(),
                                        extent.partition(),
                                        extent.kept().first(),
                                        extent.kept().next(),
                                        extent.window().first(),
                                        extent.window().next(),
                                        List.of()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new ExportFailedException(
                    "Kafka has no topic %s that may be read"
                            .formatted(String.join(" or ", order.topics())));
        }
        return new Manifest(
                Manifest.FORMAT,
                now,
                false,
                order.form().label(),
                order.partSize(),
                order.topics(),
                order.from().orElse(null),
                order.to().orElse(null),
                log.clusterId(),
                partitions);
    }

    /// @throws ExportFailedException if the folder holds an export of something else
    private void checkSame(Manifest begun, Order order) {
        boolean same =
                begun.format().equals(Manifest.FORMAT)
                        && begun.form().equals(order.form().label())
                        && begun.partSize() == order.partSize()
                        && begun.topics().equals(order.topics())
                        && Optional.ofNullable(begun.from()).equals(order.from())
                        && Optional.ofNullable(begun.to()).equals(order.to());
        if (!same) {
            throw new ExportFailedException(
                    ("%s holds an export that was begun with other flags (%s, part size %d, %s,"
                                    + " from %s to %s): give the same ones to go on, or choose"
                                    + " another folder")
                            .formatted(
                                    folder.path(),
                                    begun.form(),
                                    begun.partSize(),
                                    String.join(",", begun.topics()),
                                    begun.from() == null ? "the beginning" : begun.from(),
                                    begun.to() == null ? "the end" : begun.to()));
        }
    }

    /// The partitions of a manifest as they are now, by name.
    ///
    /// @throws ExportFailedException if Kafka has not what the manifest is of
    Map<String, Extent> extents(Manifest manifest) {
        if (!manifest.clusterId().equals(log.clusterId())) {
            throw new ExportFailedException(
                    "%s is of Kafka cluster %s, and this is %s"
                            .formatted(folder.path(), manifest.clusterId(), log.clusterId()));
        }
        var order =
                new Order(
                        Form.JSONL,
                        manifest.partitions().stream().map(Partition::topic).distinct().toList(),
                        Optional.empty(),
                        Optional.empty(),
                        manifest.partSize());
        Map<String, Extent> now =
                log.extents(order).stream()
                        .collect(Collectors.toMap(Extent::name, Function.identity()));
        for (Partition partition : manifest.partitions()) {
            Extent extent = now.get(partition.name());
            if (extent == null || !extent.topicId().equals(partition.topicId())) {
                throw new ExportFailedException(
                        "%s was deleted, or made anew, since the export began"
                                .formatted(partition.topic()));
            }
        }
        return now;
    }

    /// The spans that have no part yet.
    static List<Span> rest(Partition partition, long partSize) {
        var spans = new ArrayList<Span>();
        long first =
                partition.parts().isEmpty()
                        ? partition.first()
                        : partition.parts().stream()
                                .mapToLong(Part::nextOffset)
                                .max()
                                .orElseThrow();
        while (first < partition.end()) {
            long next = Math.min(partition.end(), (first / partSize + 1) * partSize);
            spans.add(new Span(first, next));
            first = next;
        }
        return spans;
    }
}
