// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/// On Kafka's own image, where a Docker daemon answers.
@Tag("docker")
final class DockerKafkaNotificationIT extends NotificationContract {

    private static final String IMAGE = "apache/kafka:4.3.1";
    private static final String SKIPPED =
            "DockerKafkaNotificationIT is skipped: no Docker daemon answers here";

    private final KafkaContainer kafka = new KafkaContainer(IMAGE);

    @Override
    String bootstrapServers() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println(SKIPPED);
            Assumptions.abort(SKIPPED);
        }
        kafka.start();
        return kafka.getBootstrapServers();
    }

    @AfterAll
    void stopKafka() {
        kafka.stop();
    }
}
