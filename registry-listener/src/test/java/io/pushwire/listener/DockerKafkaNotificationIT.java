// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.testing.DockerEngine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.testcontainers.kafka.KafkaContainer;

/// On Kafka's own image, where a Docker engine has it.
@Tag("docker")
final class DockerKafkaNotificationIT extends NotificationContract {

    private static final String IMAGE = "apache/kafka:4.3.1";

    private final KafkaContainer kafka = new KafkaContainer(IMAGE);

    @Override
    String bootstrapServers() {
        DockerEngine.assumeHas(IMAGE);
        kafka.start();
        return kafka.getBootstrapServers();
    }

    @AfterAll
    void stopKafka() {
        kafka.stop();
    }
}
