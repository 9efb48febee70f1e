// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.bench.process.WorkDirectory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How much folders hold.
final class Sizes {

    private Sizes() {}

    /// The bytes of all files in a folder, as `du --apparent-size` counts them.
    static long of(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Sizes::size).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static void delete(Path folder) throws IOException {
        new WorkDirectory(folder).delete();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
