// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Kafka's directory. It is formatted once, and with that the version of its format is fixed: a
/// newer broker reads it and leaves it as it is, so that going back to an older one stays possible.
final class LogDirectory {

    private LogDirectory() {}

    /// Formats the directory unless it already is.
    static void ensureFormatted(Path log) throws Exception {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        if (holdsRecords(log)) {
            // Formatting would make a new, empty order out of somebody's log.
            throw new IOException(
                    log + " holds files but no meta.properties: it is damaged, or no Kafka log");
        }
        // A start that was cut short must not leave a half formatted directory behind.
        Path unfinished = log.resolveSibling(log.getFileName() + ".unfinished");
        delete(unfinished);
        Files.createDirectories(unfinished);
        format(unfinished);
        Files.deleteIfExists(log.resolve(".lock"));
        Files.deleteIfExists(log);
        Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE_ID)
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static boolean holdsRecords(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return false;
        }
        try (var files = Files.list(log)) {
            return files.anyMatch(file -> !file.endsWith(".lock"));
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failed) throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
