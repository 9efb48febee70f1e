// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Registry.Manifest;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Asks the configured registries over HTTP, and nobody else. Safe for any number of threads.
public final class RegistryLookups implements DigestLookup, AutoCloseable {

    private final Map<String, Registry> registries;
    private final SingleFlight<Manifest, Looked> flights = new SingleFlight<>();

    /// @throws IllegalArgumentException if two settings have one host, or a file of authorities
    ///   cannot be used
    public RegistryLookups(Collection<RegistrySettings> settings, Clock clock) {
        Map<String, RegistrySettings> byHost =
                settings.stream()
                        .collect(
                                Collectors.toMap(
                                        RegistrySettings::host,
                                        Function.identity(),
                                        (one, _) -> {
                                            throw new IllegalArgumentException(
                                                    one.host() + " is configured twice");
                                        }));
        registries =
                byHost.values().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        RegistrySettings::host,
                                        registry -> new Registry(registry, clock)));
    }

    @Override
    public Looked look(ImageTag tag) throws InterruptedException {
        return look(new Manifest(tag.host(), tag.repository(), tag.tag()));
    }

    @Override
    public Looked look(ImageTag within, Digest digest) throws InterruptedException {
        return look(new Manifest(within.host(), within.repository(), digest.value()));
    }

    /// Ends what is under way.
    @Override
    public void close() {
        registries.values().forEach(Registry::close);
    }

    private Looked look(Manifest manifest) throws InterruptedException {
        Registry registry = registries.get(manifest.host());
        return registry == null
                ? new Looked.NotConfigured(manifest.host())
                : flights.join(manifest, () -> registry.look(manifest));
    }
}
