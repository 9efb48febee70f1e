// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.testing.DockerKafka;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import java.util.Objects;

/// The contract on the Kafka project's own image, where a Docker engine has it.
@Tag("docker")
class SyncerOnDockerKafkaIT extends SyncerContract {

    private static @Nullable DockerKafka kafka;

    @BeforeAll
    static void start() {
        kafka = DockerKafka.start(SyncerOnDockerKafkaIT.class);
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Override
    String bootstrapServers() {
        return Objects.requireNonNull(kafka).bootstrapServers();
    }
}
