// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.export.Manifest;
import io.pushwire.listener.export.Manifest.Part;
import io.pushwire.listener.export.Manifest.Partition;
import io.pushwire.listener.export.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How much an export has, by topic.
record Totals(TreeMap<String, List<Part>> topics) {

    static Totals of(Manifest manifest) {
        var topics = new TreeMap<String, List<Part>>();
        for (Partition partition : manifest.partitions()) {
            topics.computeIfAbsent(partition.topic(), _ -> new ArrayList<>())
                    .addAll(partition.parts());
        }
        return new Totals(topics);
    }

    /// One for each topic.
    List<String> lines() {
        return topics.entrySet().stream()
                .map(topic -> topic.getKey() + ": " + line(topic.getValue()))
                .toList();
    }

    private static String line(List<Part> parts) {
        long records = parts.stream().mapToLong(Part::records).sum();
        long missing =
                parts.stream()
                        .flatMap(part -> part.missing().stream())
                        .mapToLong(Span::length)
                        .sum();
        long bytes = parts.stream().mapToLong(Part::bytes).sum();
        return "%s, %s, %s; %s without a record"
                .formatted(
                        Output.count(records, "record", "records"),
                        Output.count(parts.size(), "file", "files"),
                        Output.size(bytes),
                        Output.count(missing, "offset", "offsets"));
    }
}
