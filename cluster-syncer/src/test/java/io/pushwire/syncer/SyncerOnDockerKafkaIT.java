// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import io.pushwire.testing.DockerEngine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/// The contract on the Kafka project's own image, where Docker runs.
@Tag("docker")
class SyncerOnDockerKafkaIT extends SyncerContract {

    private static final String IMAGE = "apache/kafka:4.3.1";

    private static final KafkaContainer KAFKA = new KafkaContainer(DockerImageName.parse(IMAGE));

    @BeforeAll
    static void start() {
        DockerEngine.assumeHas(IMAGE);
        KAFKA.start();
    }

    @AfterAll
    static void stop() {
        KAFKA.stop();
    }

    @Override
    String bootstrapServers() {
        return KAFKA.getBootstrapServers();
    }
}
