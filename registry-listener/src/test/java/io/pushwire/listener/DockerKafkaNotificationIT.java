// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.testing.DockerKafka;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/// On Kafka's own image, where a Docker engine has it.
@Tag("docker")
final class DockerKafkaNotificationIT extends NotificationContract {

    private @Nullable DockerKafka kafka;

    @Override
    String bootstrapServers() {
        if (kafka == null) {
            kafka = DockerKafka.start(getClass());
        }
        return kafka.bootstrapServers();
    }

    @AfterAll
    void stopKafka() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
