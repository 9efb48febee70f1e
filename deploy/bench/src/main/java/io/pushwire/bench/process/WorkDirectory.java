// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where the processes of a run keep and print everything.
public record WorkDirectory(Path path) {

    public static WorkDirectory create() throws IOException {
        return new WorkDirectory(Files.createTempDirectory("pushwire-bench"));
    }

    /// After a run that gave nothing to look for.
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
