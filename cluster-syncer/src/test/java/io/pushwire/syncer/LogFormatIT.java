// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/// The log that a program reads and not a person.
@Timeout(120)
class LogFormatIT {

    @Test
    void everyLineIsAnObjectIfThatIsWanted() {
        try (var process =
                ChildProcess.java(
                        ClusterSyncer.class.getName(),
                        List.of("LOG_FORMAT=json"),
                        "-pushwire.cluster=log-" + Long.toString(System.nanoTime(), 36),
                        "-pushwire.topics.partitions=3",
                        "-pushwire.kafka.bootstrap-servers=" + EmbeddedKafka.bootstrapServers(),
                        "-pushwire.kubernetes.kubeconfig=" + TestCluster.shared().kubeconfig(),
                        "-micronaut.server.port=-1")) {
            eventually(() -> assertThat(process.output()).contains("workloads indexed"));
            process.terminate();
            assertThat(process.output().lines().filter(line -> !line.isBlank()))
                    .isNotEmpty()
                    .allSatisfy(line -> {
                        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
                        assertThat(event.get("level").getAsString()).isNotEmpty();
                        assertThat(event.get("formattedMessage").getAsString()).isNotEmpty();
                    });
        }
    }
}
