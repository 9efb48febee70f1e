// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import io.pushwire.listener.export.Manifest.Part;
import io.pushwire.listener.export.Manifest.Partition;
import io.pushwire.listener.export.RecordLog.Extent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Compares a manifest with itself, with its files, and with Kafka.
public final class Verification {

    private final Folder folder;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Verification(Folder folder) {
        this.folder = folder;
    }

    /// Sentences about what does not hold.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// Sentences about what cannot be compared, and is no fault.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /// Without Kafka.
    ///
    /// @throws ExportFailedException if there is no manifest that this version knows
    public Manifest files() throws IOException {
        Manifest manifest =
                folder.manifest()
                        .filter(found -> found.format().equals(Manifest.FORMAT))
                        .orElseThrow(() ->
                                new ExportFailedException(
                                        "%s has no %s of format %s"
                                                .formatted(
                                                        folder.path(),
                                                        Folder.MANIFEST,
                                                        Manifest.FORMAT)));
        if (!manifest.complete()) {
            problems.add("the export is not complete: run it again to go on");
        }
        for (Partition partition : manifest.partitions()) {
            coverage(partition, manifest.complete());
        }
        Set<String> strange = new HashSet<>(folder.parts());
        for (Part part : manifest.parts()) {
            file(part);
            strange.remove(part.file());
        }
        strange.stream().sorted().forEach(name -> problems.add(name + " is not in the manifest"));
        return manifest;
    }

    /// Every offset of the window is in a part once, as a record or as missing.
    private void coverage(Partition partition, boolean complete) {
        long expected = partition.first();
        for (Part part : partition.parts()) {
            if (part.firstOffset() != expected) {
                problems.add(
                        "%s: a part begins at offset %d where %d should follow"
                                .formatted(partition.name(), part.firstOffset(), expected));
            }
            long missing = part.missing().stream().mapToLong(Span::length).sum();
            if (part.records() + missing != part.nextOffset() - part.firstOffset()) {
                problems.add(
                        "%s: %d records and %d missing are not the %d offsets of its span"
                                .formatted(
                                        part.file(),
                                        part.records(),
                                        missing,
                                        part.nextOffset() - part.firstOffset()));
            }
            expected = part.nextOffset();
        }
        if (complete && expected != partition.end()) {
            problems.add(
                    "%s: the parts end at offset %d, the window at %d"
                            .formatted(partition.name(), expected, partition.end()));
        }
    }

    private void file(Part part) throws IOException {
        long size = folder.size(part.file());
        if (size < 0) {
            problems.add(part.file() + " is not there");
        } else if (size != part.bytes()) {
            problems.add(
                    "%s has %d bytes instead of %d".formatted(part.file(), size, part.bytes()));
        } else if (!folder.sha256(part.file()).equals(part.sha256())) {
            problems.add(part.file() + " is not what was written: its SHA-256 differs");
        }
    }

    /// Reads every span once more and compares what is at which offset. What Kafka has deleted
    /// meanwhile, by retention or compaction, is a note.
    public void kafka(Manifest manifest, RecordLog log, Export.Progress progress)
            throws IOException {
        Map<String, Extent> extents = new Plan(folder, log).extents(manifest);
        long all = manifest.parts().stream().mapToLong(Verification::length).sum();
        long done = 0;
        for (Partition partition : manifest.partitions()) {
            Extent extent = Objects.requireNonNull(extents.get(partition.name()));
            for (Part part : partition.parts()) {
                compare(part, extent, log);
                done += length(part);
                progress.at(done, all);
            }
        }
    }

    private static long length(Part part) {
        return part.nextOffset() - part.firstOffset();
    }

    private void compare(Part part, Extent extent, RecordLog log) throws IOException {
        var missing = new TreeMap<Long, Long>();
        part.missing().forEach(gap -> missing.put(gap.first(), gap.next()));
        long[] counts = new long[2];
        log.read(
                extent,
                new Span(part.firstOffset(), part.nextOffset()),
                row -> {
                    Map.Entry<Long, Long> gap = missing.floorEntry(row.place().offset());
                    counts[gap != null && row.place().offset() < gap.getValue() ? 1 : 0]++;
                });
        if (counts[1] > 0) {
            problems.add(
                    "%s: Kafka has %d records at offsets that the manifest calls missing"
                            .formatted(part.file(), counts[1]));
        }
        if (counts[0] < part.records()) {
            notes.add(
                    "%s: of its %d records Kafka still has %d"
                            .formatted(part.file(), part.records(), counts[0]));
        }
    }
}
