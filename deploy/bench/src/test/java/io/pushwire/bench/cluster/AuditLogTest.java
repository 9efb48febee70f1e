// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

final class AuditLogTest {

    // As kube-apiserver 1.36 writes it, shortened.
    private static final String LINE =
            """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","stage":"ResponseComplete",\
            "requestURI":"/apis/apps/v1/namespaces/bench-0/deployments/service-00000?fieldManager=pushwire",\
            "verb":"patch","objectRef":{"resource":"deployments","namespace":"bench-0","name":"service-00000"},\
            "responseStatus":{"metadata":{},"code":200},\
            "requestReceivedTimestamp":"2026-11-21T19:40:00.123456Z","stageTimestamp":"2026-11-21T19:40:00.129000Z"}
            """;

    @TempDir private Path directory;

    @Test
    void givesEachLineOnceAndNoneBeforeItIsWhole() throws IOException {
        Path file = directory.resolve("audit.log");
        var log = new AuditLog(file);
        Files.writeString(file, LINE + LINE.substring(0, 40));

        assertThat(log.writes())
                .containsExactly(
                        new Write(
                                "service-00000",
                                Instant.parse("2026-11-21T19:40:00.123456Z"),
                                Instant.parse("2026-11-21T19:40:00.129Z"),
                                200));
        assertThat(log.writes()).isEmpty();

        Files.writeString(file, LINE.substring(40), StandardOpenOption.APPEND);

        assertThat(log.writes()).hasSize(1);
    }
}
