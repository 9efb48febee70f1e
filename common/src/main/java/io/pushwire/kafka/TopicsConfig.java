// SPDX-License-Identifier: Apache-2.0
package io.pushwire.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// How missing topics are made.
///
/// @param create whether missing topics are created; `false` where an operator such as Strimzi owns
///   them: then a missing one is waited for
/// @param partitions partitions of `pushwire.image-events` and the topics keyed like it, fixed for
///   ever: a broker that has another number refuses the start. At least 1
/// @param replicationFactor copies of each partition; -1 takes the broker's default
/// @param config further topic settings by their Kafka names, for example `flush.messages: 1`
@ConfigurationProperties("pushwire.topics")
public record TopicsConfig(
        @Bindable(defaultValue = "true") boolean create,
        @Bindable(defaultValue = "12") int partitions,
        @Bindable(defaultValue = "-1") short replicationFactor,
        @MapFormat(
                        transformation = MapFormat.MapTransformation.FLAT,
                        keyFormat = StringConvention.RAW)
                @Nullable Map<String, String> config) {

    public TopicsConfig {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "pushwire.topics.partitions is " + partitions + ": at least 1 is needed");
        }
        if (replicationFactor != -1 && replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "pushwire.topics.replication-factor is %d: at least 1, or -1 for the broker's default"
                            .formatted(replicationFactor));
        }
        config = config == null ? Map.of() : Map.copyOf(config);
    }

    /// Never null, whatever the binder passed.
    public Map<String, String> settings() {
        return config == null ? Map.of() : config;
    }
}
