// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How long the listener waits for whom.
///
/// @param ackTimeout how long a request waits for Kafka before it is answered 503; registries give
///   up after 1 s (Distribution) to 5 s
/// @param settlingTime how long after its notification a tag may still give the old image when a
///   node pulls it by tag
/// @param stopTimeout how long requests that have begun may take after SIGTERM; keep it below the
///   `terminationGracePeriodSeconds` of the pod
/// @param dockerConfig Docker's `config.json`, from which look-ups take the credentials of every
///   registry whose source has none of its own; without it they are anonymous
@ConfigurationProperties("pushwire")
public record ListenerConfig(
        @Bindable(defaultValue = "1s") Duration ackTimeout,
        @Bindable(defaultValue = "2s") Duration settlingTime,
        @Bindable(defaultValue = "20s") Duration stopTimeout,
        @Nullable String dockerConfig) {

    public ListenerConfig {
        if (!ackTimeout.isPositive() || ackTimeout.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException(
                    "pushwire.ack-timeout is "
                            + ackTimeout.toMillis()
                            + " ms: set more than 0 and at most 30s");
        }
        if (settlingTime.isNegative()) {
            throw new IllegalArgumentException(
                    "pushwire.settling-time is negative: set 0s or more");
        }
        if (stopTimeout.isNegative()) {
            throw new IllegalArgumentException("pushwire.stop-timeout is negative: set 0s or more");
        }
        if (dockerConfig != null && !Files.isReadable(Path.of(dockerConfig))) {
            throw new IllegalArgumentException(
                    "pushwire.docker-config is " + dockerConfig + ", which cannot be read");
        }
    }

    Optional<Path> dockerConfigFile() {
        return Optional.ofNullable(dockerConfig).map(Path::of);
    }
}
