// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.pushwire.kafka.TopicsConfig;
import io.pushwire.listener.kafka.SettlerRun;

import java.util.stream.IntStream;

/// How far the settler is behind the log.
@Context
@Requires(notEnv = ListenerDesk.COMMAND)
final class SettlerMetrics {

    SettlerMetrics(MeterRegistry meters, SettlerRun settler, TopicsConfig topics) {
        IntStream.range(0, topics.partitions())
                .forEach(partition -> lag(meters, settler, partition));
    }

    private static void lag(MeterRegistry meters, SettlerRun settler, int partition) {
        Gauge.builder(
                        "pushwire.settler.lag",
                        settler,
                        run -> run.lags().getOrDefault(partition, Double.NaN))
                .description("events that are not settled; NaN where another replica settles")
                .tag("partition", String.valueOf(partition))
                .register(meters);
    }
}
