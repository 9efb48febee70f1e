// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import io.pushwire.listener.export.Manifest.Part;
import io.pushwire.listener.export.Manifest.Partition;
import io.pushwire.listener.export.RecordLog.Extent;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Writes the record to a folder, part by part. Begun again in the same folder it goes on, with the
/// ends that were noted at its first start, and gives the same files.
public final class Export {

    private final RecordLog log;
    private final Folder folder;
    private final Progress progress;
    private long done;

    /// @param progress told again and again
    public Export(RecordLog log, Folder folder, Progress progress) {
        this.log = log;
        this.folder = folder;
        this.progress = progress;
    }

    /// How far it is.
    @FunctionalInterface
    public interface Progress {

        /// @param done offsets until now, those of an earlier start too
        /// @param all offsets there are
        void at(long done, long all);
    }

    /// Returns when all parts are there.
    ///
    /// @param now for the manifest of a new export
    /// @throws ExportFailedException if the folder is not for this order, or something cannot be
    ///   read
    public Manifest run(Order order, Instant now) throws IOException {
        try (var _ = folder.locked()) {
            return locked(order, now);
        }
    }

    private Manifest locked(Order order, Instant now) throws IOException {
        Plan plan = new Plan(folder, log);
        Manifest manifest = plan.begunOrNew(order, now);
        Map<String, Extent> extents = plan.extents(manifest);
        long all = manifest.partitions().stream().mapToLong(one -> one.end() - one.first()).sum();
        for (Partition partition : manifest.partitions()) {
            Partition growing = kept(partition);
            done += growing.parts().stream().mapToLong(Export::length).sum();
            for (Span span : Plan.rest(growing, manifest.partSize())) {
                Extent extent = Objects.requireNonNull(extents.get(partition.name()));
                growing = added(growing, part(manifest, extent, span, all));
                manifest = manifest.with(growing);
                folder.write(manifest);
            }
        }
        if (!manifest.complete()) {
            manifest = manifest.completed();
            folder.write(manifest);
        }
        return manifest;
    }

    private static long length(Part part) {
        return part.nextOffset() - part.firstOffset();
    }

    /// The parts whose files are still there. One that is not is written again, with all after it.
    private Partition kept(Partition partition) throws IOException {
        var there = new ArrayList<Part>();
        for (Part part : partition.parts()) {
            if (folder.size(part.file()) != part.bytes()) {
                break;
            }
            there.add(part);
        }
        return with(partition, there);
    }

    private static Partition added(Partition to, Part part) {
        var parts = new ArrayList<>(to.parts());
        parts.add(part);
        return with(to, parts);
    }

    private static Partition with(Partition one, List<Part> parts) {
        return new Partition(
                one.topic(),
                one.topicId(),
                one.partition(),
                one.logStart(),
                one.logEnd(),
                one.first(),
                one.end(),
                parts);
    }

    private Part part(Manifest manifest, Extent extent, Span span, long all) throws IOException {
        String name =
                "%s/%020d-%020d.%s"
                        .formatted(extent.name(), span.first(), span.next(), manifest.form());
        Form form = Form.valueOf(manifest.form().toUpperCase(Locale.ROOT));
        var seen = new Seen(span);
        folder.place(
                name,
                file -> {
                    try (RowWriter writer = form.open(file)) {
                        log.read(
                                extent,
                                span,
                                row -> {
                                    writer.write(row);
                                    seen.add(row.place().offset());
                                    progress.at(done + row.place().offset() - span.first(), all);
                                });
                    }
                });
        done += span.length();
        return seen.part(name, folder.size(name), folder.sha256(name));
    }
}
