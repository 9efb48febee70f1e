// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.pushwire.listener.config.ConfiguredSources;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;

import java.util.Optional;

/// Senders with credentials of every kind that all speak Distribution's dialect, so that a test of
/// credentials needs one form of body only.
@Factory
@Requires(property = AnySender.PROPERTY, value = "true")
final class AnySender {

    static final String PROPERTY = "test.any-sender";

    @Context
    @Replaces(value = Sources.class, factory = ListenerWiring.class)
    Sources sources(ConfiguredSources configured) {
        Sources checked = configured.check(Dialects.all().names()).sources();
        return new Sources(
                checked.names().stream()
                        .map(checked::named)
                        .flatMap(Optional::stream)
                        .map(AnySender::speakingDistribution)
                        .toList());
    }

    private static Source speakingDistribution(Source source) {
        return new Source(
                source.name(),
                "distribution",
                source.names(),
                source.repositories(),
                source.proof(),
                source.confirmation());
    }
}
