// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Makes the short form of Kafka's address a known key; the services' defaults hand it on to
/// `kafka.bootstrap.servers`.
///
/// @param bootstrapServers where Kafka is; every other setting of the connection goes under
///   `kafka.`, for example `kafka.security.protocol`
@ConfigurationProperties("pushwire.kafka")
record KafkaConfig(@Bindable(defaultValue = "localhost:9092") String bootstrapServers) {}
