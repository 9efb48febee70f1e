// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.CredentialSource;
import io.pushwire.registry.InsecureTransport;
import io.pushwire.registry.Looked;
import io.pushwire.registry.OnDemandLookups;
import io.pushwire.registry.Platforms;
import io.pushwire.registry.RegistrySettings;
import io.pushwire.registry.RegistrySettings.Limits;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The registries that the workloads name, whichever they are.
public final class Registries implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration HANDSHAKE = Duration.ofSeconds(3);
    private static final int REQUESTS_PER_SECOND = 500;
    // Then a registry is taken to be away, and the rest of its images is not waited for.
    private static final int MOST_UNANSWERED = 3;

    private final Options options;
    private final OnDemandLookups lookups;
    private final CredentialSource own;
    private final ConcurrentMap<String, AtomicInteger> unanswered = new ConcurrentHashMap<>();

    public Registries(Options options, Clock clock) {
        this.options = options;
        this.lookups = new OnDemandLookups(this::settings, clock);
        this.own =
                options.dockerConfig()
                        .<CredentialSource>map(CredentialSource.DockerConfig::new)
                        .orElseGet(CredentialSource.Anonymous::new);
    }

    /// @param dockerConfig Docker's `config.json`, for images without a pull secret of their own
    /// @param insecure hosts whose certificate is not checked, or that speak no TLS at all
    /// @param tokenRealms token services beside the registries' own and the well-known ones
    /// @param parallelism look-ups at one registry at one time
    public record Options(
            Optional<Path> dockerConfig,
            Set<String> insecure,
            Set<String> tokenRealms,
            int parallelism) {

        public Options {
            insecure = Set.copyOf(insecure);
            tokenRealms = Set.copyOf(tokenRealms);
        }
    }

    /// With the first of its credentials that is allowed.
    Asked ask(Question question) {
        List<CredentialSource> credentials =
                question.credentials().isEmpty() ? List.of(own) : question.credentials();
        Asked last = ask(question.tag(), credentials.getFirst());
        for (CredentialSource next : credentials.subList(1, credentials.size())) {
            if (!(last.looked() instanceof Looked.NotAllowed)) {
                break;
            }
            last = ask(question.tag(), next);
        }
        return last;
    }

    Platforms platforms(ImageTag within, Digest index, CredentialSource by) {
        return lookups.platforms(within, index, by);
    }

    @Override
    public void close() {
        lookups.close();
    }

    private Asked ask(ImageTag tag, CredentialSource by) {
        AtomicInteger misses = unanswered.computeIfAbsent(tag.host(), _ -> new AtomicInteger());
        if (misses.get() >= MOST_UNANSWERED) {
            return new Asked(
                    new Looked.Unavailable(
                            "%s did not answer %d look-ups in a row, so it was not asked"
                                    .formatted(tag.host(), MOST_UNANSWERED)),
                    by);
        }
        Looked looked = lookups.look(tag, by);
        if (looked instanceof Looked.Unavailable) {
            misses.incrementAndGet();
        } else {
            misses.set(0);
        }
        return new Asked(looked, by);
    }

    private RegistrySettings settings(String host) {
        RegistrySettings settings =
                RegistrySettings.of(host)
                        .withTokenRealms(options.tokenRealms())
                        .withLimits(
                                new Limits(REQUESTS_PER_SECOND, options.parallelism(), DEADLINE));
        return options.insecure().contains(host) || isLoopback(host)
                ? settings.withTransport(InsecureTransport.find(host, HANDSHAKE))
                : settings;
    }

    /// As Docker has it: nobody stands between us and this host.
    private static boolean isLoopback(String host) {
        return host.matches("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
    }
}
