// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.impl.DefaultSharedIndexInformer;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// The policies of namespaces, kept true by an informer. The right to read namespaces is optional:
/// without it there are none.
final class NamespaceIndex implements NamespacePolicies {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceIndex.class);

    private final Cache<WatchedNamespace> cache = new Cache<>();
    private final OptionalListerWatcher<WatchedNamespace> listerWatcher;
    private final SharedIndexInformer<WatchedNamespace> informer;
    private volatile boolean closed;

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
        this.informer =
                new DefaultSharedIndexInformer<>(
                        WatchedNamespace.class,
                        listerWatcher,
                        0,
                        cache,
                        (_, failure) -> report(failure));
    }

    @Override
    public void start() {
        Thread.ofPlatform().daemon().name("informer-Namespace").start(informer::run);
    }

    @Override
    public boolean synced() {
        return informer.hasSynced() || listerWatcher.missing().isPresent();
    }

    @Override
    public Optional<String> policy(String namespace) {
        return Optional.ofNullable(cache.getByKey(namespace)).flatMap(WatchedNamespace::policy);
    }

    @Override
    public Optional<String> missingRight() {
        return listerWatcher.missing();
    }

    @Override
    public void close() {
        closed = true;
        informer.stop();
    }

    private void report(Throwable failure) {
        if (closed || failure instanceof OptionalListerWatcher.NotAllowedException) {
            LOG.debug("a watch ended", failure);
        } else {
            LOG.warn("{}; trying again", failure.getMessage());
        }
    }
}
