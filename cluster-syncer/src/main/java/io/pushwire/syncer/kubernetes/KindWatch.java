// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Cache;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.NearMisses;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.WorkloadFollower;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The workloads of one kind, of the whole cluster or of one namespace.
final class KindWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);
    private static final Duration ABSENT = Duration.ofMinutes(1);

    private final KindDefinition kind;
    private final Optional<String> namespace;
    private final Optional<OptionalListerWatcher<WatchedWorkload>> optional;
    private final ObjectCache<WatchedWorkload> objects;

    /// @param namespace empty for the whole cluster
    KindWatch(
            ApiServer server,
            KindDefinition kind,
            Optional<String> namespace,
            MeterRegistry meters) {
        this.kind = kind;
        this.namespace = namespace;
        var cache = new Cache<WatchedWorkload>();
        cache.addIndexers(
                Map.of(
                        WorkloadIndex.BY_TAG,
                        KindWatch::tags,
                        WorkloadIndex.BY_REPOSITORY,
                        KindWatch::repositories));
        var steady =
                new SteadyListerWatcher<>(
                        new ObjectListerWatcher<>(server, watched(kind, namespace)),
                        new WatchLife(meters, kind.kind(), namespace.orElse("")));
        ListerWatcher<WatchedWorkload, WatchedObjects<WatchedWorkload>> listerWatcher = steady;
        if (kind.optional()) {
            var custom = new CustomListerWatcher<>(steady, new KindPresence(server, kind, ABSENT));
            var allowed = new OptionalListerWatcher<>(custom, consequence(kind, namespace));
            optional = Optional.of(allowed);
            listerWatcher = allowed;
        } else {
            optional = Optional.empty();
        }
        this.objects = new ObjectCache<>(WatchedWorkload.class, kind.kind(), cache, listerWatcher);
    }

    void start() {
        objects.start();
    }

    /// Instead of [#start()], for who looks once.
    void list() throws InterruptedException {
        objects.list();
    }

    /// Whether the objects were listed once; of a kind that may be missing also whether they may
    /// not be.
    boolean synced() {
        return objects.synced() || missingRight().isPresent();
    }

    Optional<String> missingRight() {
        return optional.flatMap(OptionalListerWatcher::missing);
    }

    Cache<WatchedWorkload> cache() {
        return objects.objects();
    }

    Optional<Workload> find(WorkloadRef workload) {
        return Optional.ofNullable(cache().getByKey(workload.namespace() + "/" + workload.name()))
                .map(WatchedWorkload::workload);
    }

    void follow(WorkloadFollower follower) {
        objects.follow(new Changes(follower));
    }

    boolean holds(WorkloadRef workload) {
        return kind.kind().equals(workload.kind())
                && namespace.filter(name -> !name.equals(workload.namespace())).isEmpty();
    }

    @Override
    public void close() {
        objects.close();
    }

    private static String consequence(KindDefinition kind, Optional<String> namespace) {
        return "%s are not looked after: that needs the verbs list and watch on %s.%s%s"
                .formatted(
                        kind.kind(),
                        kind.plural(),
                        kind.group(),
                        namespace.map(name -> " in namespace " + name).orElse(""));
    }

    /// How the objects of a kind are listed, of one namespace or of the whole cluster.
    static Watched<WatchedWorkload> watched(KindDefinition kind, Optional<String> namespace) {
        return new Watched<>(
                kind.objects(namespace),
                kind.plural(),
                in -> new WatchedWorkload(WorkloadReader.read(kind, in)),
                watched -> !kind.isPod() || watched.kept().controller().isEmpty());
    }

    private static List<String> tags(WatchedWorkload watched) {
        return watched.kept().containers().stream()
                .flatMap(container -> container.follows().stream())
                .map(ImageTag::toString)
                .distinct()
                .toList();
    }

    private static List<String> repositories(WatchedWorkload watched) {
        return watched.kept().containers().stream()
                .flatMap(container -> container.reference().stream())
                .flatMap(reference -> NearMisses.repository(reference).stream())
                .map(ImageTag::repository)
                .distinct()
                .toList();
    }

    /// Turns the informer's events into ours. The informer's own log of faults is off: a regular
    /// stop is an error to it.
    private record Changes(WorkloadFollower follower)
            implements ResourceEventHandler<WatchedWorkload> {

        @Override
        public void onAdd(WatchedWorkload added) {
            tell(Optional.empty(), Optional.of(added));
        }

        @Override
        public void onUpdate(WatchedWorkload before, WatchedWorkload after) {
            if (before.kept().differs(after.kept())) {
                tell(Optional.of(before), Optional.of(after));
            }
        }

        @Override
        public void onDelete(WatchedWorkload deleted, boolean finalStateUnknown) {
            tell(Optional.of(deleted), Optional.empty());
        }

        private void tell(Optional<WatchedWorkload> before, Optional<WatchedWorkload> after) {
            try {
                follower.changed(
                        before.map(WatchedWorkload::workload),
                        after.map(WatchedWorkload::workload));
            } catch (RuntimeException fault) {
                LOG.error(
                        "Tried to follow a change of {} but failed",
                        after.or(() -> before).map(it -> it.kept().ref()),
                        fault);
            }
        }
    }
}
