// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/// Where the demo's programs keep what they keep. Each demo begins empty, one at a time.
final class StateDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private StateDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static StateDirectory open(Path path) throws IOException, DemoFailedException {
        Files.createDirectories(path);
        FileChannel lock =
                FileChannel.open(
                        path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new DemoFailedException(
                    "another demo is running in " + path + "; end that one first");
        }
        var state = new StateDirectory(path, lock);
        empty(state.data());
        empty(state.registry());
        return state;
    }

    Path path() {
        return path;
    }

    /// The standalone's.
    Path data() {
        return path.resolve("data");
    }

    Path registry() {
        return path.resolve("registry");
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            Files.walkFileTree(directory, new Deletion());
        }
        Files.createDirectories(directory);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
                throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
