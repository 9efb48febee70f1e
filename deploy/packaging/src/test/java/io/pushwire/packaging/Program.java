// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A service as a process of its own, with the file and the variables that its pod would have.
final class Program {

    private Program() {}

    /// @param configuration what the ConfigMap holds
    static ProcessBuilder of(Class<?> service, String configuration, List<String> arguments) {
        try {
            File file = Files.createTempFile("pushwire", ".yml").toFile();
            file.deleteOnExit();
            Files.writeString(file.toPath(), configuration);
            var command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    service.getName()));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(Map.of("MICRONAUT_CONFIG_FILES", file.toString()));
            return builder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
