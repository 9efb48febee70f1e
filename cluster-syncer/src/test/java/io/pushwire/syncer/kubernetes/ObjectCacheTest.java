// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// One list, without an informer.
class ObjectCacheTest {

    private static final String BY_POLICY = "policy";

    private final Queue<ApiException> failures = new ArrayDeque<>();
    private int lists;

    @Test
    void holdsWhatWasListedAndFindsItByItsIndexes() throws InterruptedException {
        try (var cache = cache(new Lister(List.of(namespace("a", "patch"), namespace("b", ""))))) {
            assertThat(cache.synced()).isFalse();
            cache.list();
            assertThat(cache.synced()).isTrue();
            assertThat(cache.objects().listKeys()).containsExactlyInAnyOrder("a", "b");
            assertThat(cache.objects().byIndex(BY_POLICY, "patch"))
                    .containsExactly(namespace("a", "patch"));
        }
    }

    @Test
    void keepsItsIndexesWhereThereIsNothing() throws InterruptedException {
        try (var cache = cache(new Lister(List.of()))) {
            cache.list();
            assertThat(cache.synced()).isTrue();
            assertThat(cache.objects().byIndex(BY_POLICY, "patch")).isEmpty();
        }
    }

    @Test
    void asksUntilTheServerAnswers() throws InterruptedException {
        failures.add(new ApiException(500, "etcd"));
        failures.add(new ApiException(429, "later"));
        try (var cache = cache(new Lister(List.of(namespace("a", ""))))) {
            cache.list();
            assertThat(lists).isEqualTo(3);
            assertThat(cache.objects().listKeys()).containsExactly("a");
        }
    }

    @Test
    void isDoneWhereItMayNotLook() throws InterruptedException {
        failures.add(new ApiException(403, "no"));
        var optional =
                new OptionalListerWatcher<>(new Lister(List.of()), "namespaces are not read");
        try (var cache = cache(optional)) {
            cache.list();
            assertThat(cache.synced()).isFalse();
            assertThat(optional.missing()).contains("namespaces are not read");
        }
    }

    @Test
    void endsWhereItIsInterrupted() {
        try (var cache = cache(new Lister(List.of()))) {
            failures.add(new ApiException("stopping"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(cache::list).isInstanceOf(InterruptedException.class);
            assertThat(cache.synced()).isFalse();
        }
    }

    private static ObjectCache<WatchedNamespace> cache(
            ListerWatcher<WatchedNamespace, WatchedObjects<WatchedNamespace>> server) {
        var objects = new Cache<WatchedNamespace>();
        objects.addIndexers(Map.of(BY_POLICY, namespace -> namespace.policy().stream().toList()));
        return new ObjectCache<>(WatchedNamespace.class, "Namespace", objects, server);
    }

    private static WatchedNamespace namespace(String name, String policy) {
        return new WatchedNamespace(name, "1", Optional.of(policy).filter(text -> !text.isEmpty()));
    }

    /// Fails as often as it is told.
    private final class Lister
            implements ListerWatcher<WatchedNamespace, WatchedObjects<WatchedNamespace>> {

        private final List<WatchedNamespace> namespaces;

        Lister(List<WatchedNamespace> namespaces) {
            this.namespaces = namespaces;
        }

        @Override
        public WatchedObjects<WatchedNamespace> list(CallGeneratorParams params)
                throws ApiException {
            lists++;
            ApiException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
            return new WatchedObjects<>(namespaces, "1");
        }

        @Override
        public Watchable<WatchedNamespace> watch(CallGeneratorParams params) {
            throw new AssertionError("nothing is followed");
        }
    }
}
