// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.testing.EmbeddedKafka;

/// On the broker that this JVM brings along.
final class EmbeddedKafkaNotificationIT extends NotificationContract {

    @Override
    String bootstrapServers() {
        return EmbeddedKafka.bootstrapServers();
    }
}
