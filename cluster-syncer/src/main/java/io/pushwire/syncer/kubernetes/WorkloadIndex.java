// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.impl.DefaultSharedIndexInformer;
import io.pushwire.image.ImageTag;
import io.pushwire.syncer.decision.Workload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Image tag → workloads, kept true by one informer for each kind.
final class WorkloadIndex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkloadIndex.class);
    private static final String BY_TAG = "image tag";

    private final Map<String, Informer> informers = new LinkedHashMap<>();

    private volatile boolean closed;

    WorkloadIndex(ApiServer server, List<KindDefinition> kinds) {
        for (KindDefinition kind : kinds) {
            Cache<WatchedWorkload> cache = new Cache<>();
            cache.addIndexers(Map.of(BY_TAG, WorkloadIndex::tags));
            informers.put(
                    kind.kind(),
                    new Informer(
                            new DefaultSharedIndexInformer<>(
                                    WatchedWorkload.class,
                                    new ObjectListerWatcher<>(server, watched(kind)),
                                    0,
                                    cache,
                                    (_, failure) -> report(failure)),
                            cache));
        }
    }

    void start() {
        informers.forEach((kind, informer) ->
                Thread.ofPlatform()
                        .daemon()
                        .name("informer-" + kind)
                        .start(informer.informer()::run));
    }

    boolean synced() {
        return informers.values().stream().allMatch(kind -> kind.informer().hasSynced());
    }

    int size() {
        return informers.values().stream().mapToInt(kind -> kind.cache().listKeys().size()).sum();
    }

    /// Each workload once, although it may follow several of the tags.
    List<Workload> following(Collection<ImageTag> tags) {
        Map<String, Workload> found = new LinkedHashMap<>();
        for (Informer kind : informers.values()) {
            for (ImageTag tag : tags) {
                for (WatchedWorkload watched : kind.cache().byIndex(BY_TAG, tag.toString())) {
                    found.put(watched.workload().ref().toString(), watched.workload());
                }
            }
        }
        return List.copyOf(found.values());
    }

    /// What the server answered to our own write, so that the next event sees it before the watch
    /// tells. The watch's later word replaces it.
    void learn(Workload written) {
        Informer kind = informers.get(written.ref().kind());
        if (kind != null) {
            kind.cache().update(new WatchedWorkload(written));
        }
    }

    @Override
    public void close() {
        closed = true;
        informers.values().forEach(kind -> kind.informer().stop());
    }

    private void report(Throwable failure) {
        if (closed) {
            LOG.debug("a watch ended with the index", failure);
        } else {
            LOG.warn("{}; trying again", failure.getMessage());
        }
    }

    private static Watched<WatchedWorkload> watched(KindDefinition kind) {
        return new Watched<>(
                kind.everywhere(),
                kind.plural(),
                in -> new WatchedWorkload(WorkloadReader.read(kind, in)));
    }

    private static List<String> tags(WatchedWorkload watched) {
        return watched.workload().containers().stream()
                .flatMap(container -> container.follows().stream())
                .map(ImageTag::toString)
                .distinct()
                .toList();
    }

    private record Informer(
            SharedIndexInformer<WatchedWorkload> informer, Cache<WatchedWorkload> cache) {}
}
