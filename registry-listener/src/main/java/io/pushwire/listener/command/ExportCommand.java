// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.kafka.Topics;
import io.pushwire.listener.export.Export;
import io.pushwire.listener.export.ExportFailedException;
import io.pushwire.listener.export.Folder;
import io.pushwire.listener.export.Form;
import io.pushwire.listener.export.Manifest;
import io.pushwire.listener.export.Order;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Writes the record to files.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Writes every record of the topics to files, with a manifest.json that proves that none"
                    + " is",
            "missing. Interrupted, and run again with the same flags, it goes on."
        })
final class ExportCommand implements Callable<Integer> {

    private static final String DEFAULT_TOPICS =
            Topics.IMAGE_EVENTS + "," + Topics.OUTCOMES_OF_ALL + "," + Topics.MISSES;
    private static final String DEFAULT_PART_SIZE = "100000";

    private final Desk desk;

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv|parquet",
            defaultValue = "jsonl",
            description = "Default: ${DEFAULT-VALUE}. Only jsonl has every value as it is.")
    private Form form = Form.JSONL;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "A folder that is empty, or holds an export that is to go on.")
    private Path out = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = {
                "From the first record of this time or later: 2026-11-01, 2026-11-01T09:30 (both",
                "local), 2026-11-01T09:30:00Z. Default: from the beginning."
            })
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Up to the first record of this time or later. Default: up to now.")
    private @Nullable Instant to;

    @Option(
            names = "--topics",
            paramLabel = "NAME",
            split = ",",
            defaultValue = DEFAULT_TOPICS,
            description = "Names, * stands for any text. Default: ${DEFAULT-VALUE}.")
    private List<String> topics = List.of();

    @Option(
            names = "--part-size",
            paramLabel = "N",
            defaultValue = DEFAULT_PART_SIZE,
            description = "Offsets in each file. Default: ${DEFAULT-VALUE}.")
    private long partSize;

    @Spec private @Nullable CommandSpec spec;

    ExportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        check();
        var order =
                new Order(
                        form, topics, Optional.ofNullable(from), Optional.ofNullable(to), partSize);
        PrintWriter err = spec().commandLine().getErr();
        var folder = new Folder(out);
        Manifest manifest;
        try (var log = desk.recordLog();
                var line = new ProgressLine(err)) {
            manifest = new Export(log, folder, line::show).run(order, Instant.now());
            say(manifest, folder.sha256(Folder.MANIFEST));
        } catch (IOException full) {
            throw new ExportFailedException(
                    "Tried to write to %s but %s".formatted(out, full), full);
        }
        topics.stream()
                .filter(pattern ->
                        manifest.partitions().stream()
                                .noneMatch(one ->
                                        order.patternOf(one.topic())
                                                .filter(pattern::equals)
                                                .isPresent()))
                .forEach(pattern ->
                        err.println("there is no topic " + pattern + " that may be read"));
        return 0;
    }

    private void check() {
        if (partSize < 1) {
            throw new ParameterException(
                    spec().commandLine(), "--part-size is at least 1, not " + partSize);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new ParameterException(
                    spec().commandLine(), "--to is a time after --from, not " + to);
        }
    }

    private void say(Manifest manifest, String sha256) {
        PrintWriter to = spec().commandLine().getOut();
        Totals.of(manifest).lines().forEach(to::println);
        to.println("manifest.json sha256:" + sha256);
        to.flush();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli fills this in");
    }
}
