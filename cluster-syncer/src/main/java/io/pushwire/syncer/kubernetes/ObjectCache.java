// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.impl.DefaultSharedIndexInformer;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The objects of one kind in memory, kept true by one of client-java's informers, or listed once.
final class ObjectCache<T extends KubernetesObject> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectCache.class);
    private static final CallGeneratorParams ANY_VERSION =
            new CallGeneratorParams(false, "0", null);

    private final String kind;
    private final Cache<T> objects;
    private final ListerWatcher<T, WatchedObjects<T>> server;
    private final SharedIndexInformer<T> informer;
    private volatile boolean listed;
    private volatile boolean closed;

    /// @param kind its name, for people
    /// @param objects with its indexers
    ObjectCache(
            Class<T> type,
            String kind,
            Cache<T> objects,
            ListerWatcher<T, WatchedObjects<T>> server) {
        this.kind = kind;
        this.objects = objects;
        this.server = server;
        this.informer =
                new DefaultSharedIndexInformer<>(
                        type, server, 0, objects, (_, failure) -> report(failure));
    }

    /// Before [#start()].
    void follow(ResourceEventHandler<T> handler) {
        informer.addEventHandler(handler);
    }

    /// From now on it is kept true.
    void start() {
        Thread.ofPlatform().daemon().name("informer-" + kind).start(informer::run);
    }

    /// Instead of [#start()], for who looks once: waits, as long as it takes, until it is listed or
    /// may not be.
    void list() throws InterruptedException {
        boolean again = false;
        while (!Thread.interrupted()) {
            try {
                // Not replace: where nothing is there, it takes the indexes away.
                server.list(ANY_VERSION).items().forEach(objects::add);
                listed = true;
                return;
            } catch (OptionalListerWatcher.NotAllowedException said) {
                return;
            } catch (ApiException failed) {
                // The first time whoever waits finds out by itself.
                if (again) {
                    report(failed);
                }
                again = true;
            }
        }
        throw new InterruptedException();
    }

    /// Whether it was listed once.
    boolean synced() {
        return listed || informer.hasSynced();
    }

    Cache<T> objects() {
        return objects;
    }

    @Override
    public void close() {
        closed = true;
        informer.stop();
    }

    private void report(Throwable failure) {
        if (closed
                || failure instanceof OptionalListerWatcher.NotAllowedException
                || failure instanceof KindPresence.KindAbsentException) {
            LOG.debug("a watch ended", failure);
        } else {
            LOG.warn("{}; trying again", failure.getMessage());
        }
    }
}
