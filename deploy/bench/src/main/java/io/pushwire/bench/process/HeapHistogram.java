// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Live objects by class, as `jcmd PID GC.class_histogram` prints them.
///
/// @param bytes by class
public record HeapHistogram(Map<String, Long> bytes) {

    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    public HeapHistogram {
        bytes = Map.copyOf(bytes);
    }

    public static HeapHistogram parse(List<String> lines) {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                bytes.merge(row.group(3), Long.parseLong(row.group(2)), Long::sum);
            }
        }
        if (bytes.isEmpty()) {
            throw new IllegalStateException("not a class histogram: " + String.join("\n", lines));
        }
        return new HeapHistogram(bytes);
    }

    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The classes that grew most, with the bytes that each of so many workloads has of them.
    public List<String> growth(HeapHistogram before, int workloads, int most) {
        record Grown(String type, double each) {}
        return bytes.entrySet().stream()
                .map(now ->
                        new Grown(
                                now.getKey(),
                                (now.getValue() - before.bytes.getOrDefault(now.getKey(), 0L))
                                        / (double) workloads))
                .sorted(Comparator.comparingDouble(Grown::each).reversed())
                .limit(most)
                .map(grown -> String.format(Locale.ROOT, "%.0f %s", grown.each, grown.type))
                .toList();
    }
}
