// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.informer.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Optional;

/// The policies of namespaces, kept true or listed once. The right to read namespaces is optional:
/// without it there are none.
final class NamespaceIndex implements NamespacePolicies {

    private final OptionalListerWatcher<WatchedNamespace> listerWatcher;
    private final ObjectCache<WatchedNamespace> objects;

    NamespaceIndex(ApiServer server, MeterRegistry meters) {
        this.listerWatcher =
                new OptionalListerWatcher<>(
                        new SteadyListerWatcher<>(
                                new ObjectListerWatcher<>(
                                        server,
                                        new Watched<>(
                                                "/api/v1/namespaces",
                                                "namespaces",
                                                WatchedNamespace::read)),
                                new WatchLife(meters, "Namespace", "")),
                        "policies of namespaces are not read: that needs the verbs list and watch"
                                + " on namespaces");
        this.objects =
                new ObjectCache<>(
                        WatchedNamespace.class, "Namespace", new Cache<>(), listerWatcher);
    }

    @Override
    public void start() {
        objects.start();
    }

    @Override
    public void list() throws InterruptedException {
        objects.list();
    }

    @Override
    public boolean synced() {
        return objects.synced() || listerWatcher.missing().isPresent();
    }

    @Override
    public Optional<String> policy(String namespace) {
        return Optional.ofNullable(objects.objects().getByKey(namespace))
                .flatMap(WatchedNamespace::policy);
    }

    @Override
    public Optional<String> missingRight() {
        return listerWatcher.missing();
    }

    @Override
    public void close() {
        objects.close();
    }
}
