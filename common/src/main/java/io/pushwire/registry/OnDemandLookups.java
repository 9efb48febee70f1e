// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Registry.Manifest;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// Asks whichever registry it is told to, with the credentials that come with the question: for a
/// command that a person starts. A service asks [RegistryLookups], which contacts nobody who is not
/// configured.
///
/// Whatever the credentials, one registry is asked at its one pace. Safe for any number of threads.
public final class OnDemandLookups implements AutoCloseable {

    private final Function<String, RegistrySettings> settings;
    private final Clock clock;
    private final ConcurrentMap<String, Pace> paces = new ConcurrentHashMap<>();
    private final ConcurrentMap<Asker, Registry> registries = new ConcurrentHashMap<>();

    /// @param settings of the registry of a host; its credentials are not looked at
    public OnDemandLookups(Function<String, RegistrySettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// What the tag points at.
    public Looked look(ImageTag tag, CredentialSource credentials) {
        return registry(tag.host(), credentials)
                .look(new Manifest(tag.host(), tag.repository(), tag.tag()));
    }

    /// What the index stands for.
    public Platforms platforms(ImageTag within, Digest index, CredentialSource credentials) {
        return registry(within.host(), credentials)
                .platforms(new Manifest(within.host(), within.repository(), index.value()));
    }

    /// Ends what is under way.
    @Override
    public void close() {
        registries.values().forEach(Registry::close);
    }

    private Registry registry(String host, CredentialSource credentials) {
        return registries.computeIfAbsent(
                new Asker(host, credentials),
                _ -> {
                    RegistrySettings ofHost = settings.apply(host).withCredentials(credentials);
                    return new Registry(
                            ofHost,
                            paces.computeIfAbsent(host, _ -> new Pace(ofHost, clock)),
                            clock);
                });
    }

    private record Asker(String host, CredentialSource credentials) {}
}
