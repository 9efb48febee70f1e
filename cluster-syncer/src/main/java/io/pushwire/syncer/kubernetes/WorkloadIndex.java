// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.WorkloadFollower;
import io.pushwire.syncer.sync.Parallel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Image tag → workloads, from one cache for each kind, and for each namespace where only some are
/// watched.
final class WorkloadIndex implements AutoCloseable {

    static final String BY_TAG = "image tag";
    static final String BY_REPOSITORY = "repository, whatever the host";

    private final List<KindWatch> watches = new ArrayList<>();

    /// @param namespaces the only ones that are watched; empty for the whole cluster
    WorkloadIndex(
            ApiServer server,
            List<KindDefinition> kinds,
            Collection<String> namespaces,
            MeterRegistry meters) {
        for (KindDefinition kind : kinds) {
            if (namespaces.isEmpty()) {
                watches.add(new KindWatch(server, kind, Optional.empty(), meters));
            }
            namespaces.forEach(
                    name -> watches.add(new KindWatch(server, kind, Optional.of(name), meters)));
        }
    }

    void start() {
        watches.forEach(KindWatch::start);
    }

    /// Instead of [#start()], for who looks once.
    void list() throws InterruptedException {
        Parallel.each(watches, watches.size(), KindWatch::list);
    }

    boolean synced() {
        return watches.stream().allMatch(KindWatch::synced);
    }

    /// The rights that are missing to watch kinds that are not required, as sentences.
    List<String> missingRights() {
        return watches.stream().flatMap(watch -> watch.missingRight().stream()).distinct().toList();
    }

    int size() {
        return watches.stream().mapToInt(watch -> watch.cache().listKeys().size()).sum();
    }

    /// Each workload once, although it may follow several of the tags.
    List<Workload> following(Collection<ImageTag> tags) {
        Map<String, Workload> found = new LinkedHashMap<>();
        for (KindWatch watch : watches) {
            for (ImageTag tag : tags) {
                for (WatchedWorkload watched : watch.cache().byIndex(BY_TAG, tag.toString())) {
                    found.put(watched.kept().ref().toString(), watched.workload());
                }
            }
        }
        return List.copyOf(found.values());
    }

    Optional<Workload> find(WorkloadRef ref) {
        return watches.stream()
                .filter(watch -> watch.holds(ref))
                .flatMap(watch -> watch.find(ref).stream())
                .findFirst();
    }

    /// What comes close to a tag that nobody follows.
    List<Workload> sharingRepository(String repository) {
        return watches.stream()
                .flatMap(watch -> watch.cache().byIndex(BY_REPOSITORY, repository).stream())
                .map(WatchedWorkload::workload)
                .toList();
    }

    List<Workload> all() {
        return watches.stream()
                .flatMap(watch -> watch.cache().list().stream())
                .map(WatchedWorkload::workload)
                .toList();
    }

    /// Tells of what changes from now on, and of what is there once the informers run.
    void follow(WorkloadFollower follower) {
        watches.forEach(watch -> watch.follow(follower));
    }

    /// What the server answered to our own write, so that the next event sees it before the watch
    /// tells. The watch's later word replaces it.
    void learn(Workload written) {
        watches.stream()
                .filter(watch -> watch.holds(written.ref()))
                .forEach(watch -> watch.cache().update(new WatchedWorkload(written)));
    }

    @Override
    public void close() {
        watches.forEach(KindWatch::close);
    }
}
