// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.syncer.ClusterSyncer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What `cluster-syncer rbac` prints for a file of configuration: the program itself, which reads
/// the file as the service does and refuses what it does not know.
final class PrintedRoles {

    private static final int PATIENCE_S = 60;

    private PrintedRoles() {}

    static List<Manifest> of(String configuration, String account, List<String> flags) {
        var arguments = new ArrayList<>(List.of("rbac", "--service-account=" + account));
        arguments.addAll(flags);
        return Manifest.all(run(configuration, arguments));
    }

    private static String run(String configuration, List<String> arguments) {
        try {
            ProcessBuilder builder = Program.of(ClusterSyncer.class, configuration, arguments);
            File words = Files.createTempFile("pushwire", ".log").toFile();
            Process program = builder.redirectError(words).start();
            String printed =
                    new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(printed + Files.readString(words.toPath())).isZero();
            Files.delete(words.toPath());
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
