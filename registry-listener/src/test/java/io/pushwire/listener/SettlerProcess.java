// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.DigestLookup;
import io.pushwire.registry.Looked;
import io.pushwire.registry.RegistryLookups;

import jakarta.inject.Singleton;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A listener's settler in a process that can be killed. Its registry answers slowly, each tag with
/// the digest of its name.
final class SettlerProcess {

    private static final long ANSWER_TAKES_MILLIS = 200;

    private SettlerProcess() {}

    /// @param arguments the bootstrap servers
    public static void main(String[] arguments) throws InterruptedException {
        start(arguments[0], slow());
        // It has no server, and so no thread that keeps the JVM.
        new CountDownLatch(1).await();
    }

    static DigestLookup slow() {
        return new DigestLookup() {
            @Override
            public Looked look(ImageTag tag) throws InterruptedException {
                Looked found = TestingRegistry.found(TestingRegistry.digestOf(tag.toString()));
                Thread.sleep(ANSWER_TAKES_MILLIS);
                return found;
            }

            @Override
            public Looked look(ImageTag within, Digest digest) {
                return TestingRegistry.found(digest);
            }
        };
    }

    record Given(DigestLookup lookup) {}

    /// The test's registry instead of real ones.
    @Factory
    @Requires(bean = Given.class)
    static final class GivenLookUp {

        @Singleton
        @Replaces(value = RegistryLookups.class, factory = ListenerWiring.class)
        DigestLookup lookups(Given given) {
            return given.lookup();
        }
    }

    /// All of a listener but its HTTP server.
    static ApplicationContext start(String bootstrapServers, DigestLookup lookup) {
        return start(bootstrapServers, lookup, Map.of());
    }

    /// @param more settings
    static ApplicationContext start(
            String bootstrapServers, DigestLookup lookup, Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(
                        Map.of(
                                "pushwire.kafka.bootstrap-servers", bootstrapServers,
                                "pushwire.ack-timeout", "10s",
                                "pushwire.settling-time", "50ms",
                                "pushwire.settler.parallelism", "2"));
        settings.putAll(more);
        return ApplicationContext.builder()
                .properties(settings)
                .environments(RegistryListener.ENVIRONMENT)
                .deduceEnvironment(false)
                .singletons(new Given(lookup))
                .start();
    }
}
