// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Everything that a standalone keeps, and the lock that makes it one standalone's own.
public final class DataDirectory implements AutoCloseable {

    /// Kafka ends its JVM when a write fails, so less than this is no place to start in.
    static final long LEAST_FREE_BYTES = 64L << 20;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the directory if it is missing, and locks it until closed or until this process ends.
    ///
    /// @throws BrokerFailedException if nothing can be written there, or another standalone has it
    public static DataDirectory open(Path directory) throws BrokerFailedException {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            Path file = path.resolve("lock");
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (tryLock(channel).isEmpty()) {
                channel.close();
                throw new BrokerFailedException(
                        "the data directory %s is in use by another running standalone (process %s); stop that one, or give this one a directory of its own with --data"
                                .formatted(path, Files.readString(file).strip()));
            }
            var data = new DataDirectory(path, channel);
            data.sign();
            return data;
        } catch (IOException refused) {
            throw new BrokerFailedException(
                    "Tried to write to the data directory %s but %s; make it writable for user %s, or choose another with --data"
                            .formatted(path, refused, System.getProperty("user.name")),
                    refused);
        }
    }

    /// The process id in the lock file is for the message to whoever comes second.
    private void sign() throws IOException {
        long free = freeBytes();
        if (free < LEAST_FREE_BYTES) {
            throw new IOException("the disk is full: " + (free >> 20) + " MiB are free");
        }
        lock.truncate(0);
        lock.write(
                ByteBuffer.wrap(
                        (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    public Path path() {
        return path;
    }

    /// Kafka's own directory.
    Path log() {
        return path.resolve("kafka");
    }

    /// What the broker prints.
    Path output() {
        return path.resolve("broker.log");
    }

    Path ports() {
        return path.resolve("broker.properties");
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /// Whether some broker, a dying one too, still has the log open.
    boolean logIsLocked() throws IOException {
        Path file = log().resolve(".lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(channel).isEmpty();
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ours) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
