// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

final class BrokerOutputTest {

    @TempDir Path directory;

    @Test
    void isReadyWhenTheBrokerSaysSo() throws Exception {
        BrokerOutput output = copied("starting\n" + BrokerProcess.READY + "\n");

        assertThat(output.awaitReady(Duration.ZERO)).isTrue();
    }

    @Test
    void isNotReadyWhenTheBrokerEndsBeforeItSaysSo() throws Exception {
        BrokerOutput output = copied("starting\nOutOfMemoryError\n");

        assertThat(output.awaitReady(Duration.ofSeconds(1))).isFalse();
        assertThat(output.tail()).isEqualTo("starting\nOutOfMemoryError");
    }

    @Test
    void theFileStaysBounded() throws Exception {
        copied(("x".repeat(1000) + "\n").repeat(3500));

        assertThat(Files.size(directory.resolve("broker.log"))).isLessThan(1_100_000);
        assertThat(Files.size(directory.resolve("broker.log.1"))).isLessThan(1_100_000);
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    private BrokerOutput copied(String text) {
        var output = new BrokerOutput(directory.resolve("broker.log"));
        output.copy(new BufferedReader(new StringReader(text)));
        return output;
    }
}
