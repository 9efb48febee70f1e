// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.RegistryHost;

import java.time.Duration;
import java.util.Set;

/// A registry that may be asked. One that has no settings is never contacted.
///
/// @param host as it stands in image tags
/// @param api where it really answers, with port: `registry-1.docker.io` for `docker.io`
/// @param tokenRealms token services beside the registry's own host and the well-known ones, as
///   `host`, `host:port` or `*.host`
public record RegistrySettings(
        String host,
        String api,
        Transport transport,
        Set<String> tokenRealms,
        CredentialSource credentials,
        Limits limits) {

    private static final String DOCKER_HUB_API = "registry-1.docker.io";

    public RegistrySettings {
        host = RegistryHost.canonical(host);
        if (!api.equals(DOCKER_HUB_API)) {
            RegistryHost.canonical(api);
        }
        tokenRealms = Set.copyOf(tokenRealms);
    }

    /// What a registry is asked at most.
    ///
    /// @param requestsPerSecond with bursts of as many
    /// @param concurrent look-ups at one time, and so about as many connections
    /// @param deadline of one look-up, waiting for its turn, token and redirects included
    public record Limits(int requestsPerSecond, int concurrent, Duration deadline) {

        public static final Limits DEFAULT = new Limits(50, 16, Duration.ofSeconds(10));

        public Limits {
            if (requestsPerSecond < 1) {
                throw new IllegalArgumentException(
                        "requests per second is " + requestsPerSecond + ": at least 1 is needed");
            }
            if (concurrent < 1) {
                throw new IllegalArgumentException(
                        "concurrent is " + concurrent + ": at least 1 is needed");
            }
            if (!deadline.isPositive()) {
                throw new IllegalArgumentException(
                        "deadline is " + deadline + ": it must be longer");
            }
        }
    }

    /// Over TLS, anonymously, at the host's own address.
    public static RegistrySettings of(String host) {
        String canonical = RegistryHost.canonical(host);
        return new RegistrySettings(
                canonical,
                canonical.equals(RegistryHost.DOCKER_HUB) ? DOCKER_HUB_API : canonical,
                new Transport.Tls(),
                Set.of(),
                new CredentialSource.Anonymous(),
                Limits.DEFAULT);
    }

    public RegistrySettings withApi(String otherApi) {
        return new RegistrySettings(host, otherApi, transport, tokenRealms, credentials, limits);
    }

    public RegistrySettings withTransport(Transport other) {
        return new RegistrySettings(host, api, other, tokenRealms, credentials, limits);
    }

    public RegistrySettings withTokenRealms(Set<String> others) {
        return new RegistrySettings(host, api, transport, others, credentials, limits);
    }

    public RegistrySettings withCredentials(CredentialSource other) {
        return new RegistrySettings(host, api, transport, tokenRealms, other, limits);
    }

    public RegistrySettings withLimits(Limits other) {
        return new RegistrySettings(host, api, transport, tokenRealms, credentials, other);
    }

    boolean isPlain() {
        return transport instanceof Transport.PlainHttp;
    }

    String baseUri() {
        return (isPlain() ? "http://" : "https://") + api;
    }
}
