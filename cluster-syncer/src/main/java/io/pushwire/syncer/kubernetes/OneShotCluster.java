// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads.Read;
import io.pushwire.syncer.execution.Workloads.Written;
import io.pushwire.syncer.sync.Keyring;
import io.pushwire.syncer.sync.Member;
import io.pushwire.syncer.sync.Namespaces;
import io.pushwire.syncer.sync.Parallel;
import io.pushwire.syncer.sync.RunningPod;
import io.pushwire.syncer.sync.SyncCluster;
import io.pushwire.syncer.sync.SyncRequest;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The cluster behind its API server, for one run: every list is made once, all of them at once.
final class OneShotCluster implements SyncCluster {

    private final ApiServer server;
    private final List<KindDefinition> kinds;
    private final SyncRequest request;
    private final Clock clock;
    private final AtomicInteger evictionsLeft;

    OneShotCluster(ApiServer server, List<KindDefinition> kinds, SyncRequest request, Clock clock) {
        this.server = server;
        this.kinds = List.copyOf(kinds);
        this.request = request;
        this.clock = clock;
        this.evictionsLeft = new AtomicInteger(request.maxEvictions());
    }

    @Override
    public Namespaces namespaces() throws InterruptedException {
        var words = new NamespaceWords(server, request.scope().namespaces());
        return new Namespaces(words.read(), words.missing());
    }

    /// With pull secrets all of it at once, because many workloads share theirs.
    @Override
    public List<String> list(Consumer<List<Member>> parts) throws InterruptedException {
        Queue<PullingWorkload> pulling = new ConcurrentLinkedQueue<>();
        Consumer<List<PullingWorkload>> found =
                request.pullSecrets()
                        ? pulling::addAll
                        : part -> parts.accept(part.stream().map(OneShotCluster::keyless).toList());
        List<String> notes = new ArrayList<>();
        Parallel.map(kinds, kinds.size(), kind -> list(kind, found)).forEach(notes::addAll);
        if (!pulling.isEmpty()) {
            var secrets = new PullSecrets(server);
            parts.accept(secrets.members(List.copyOf(pulling)));
            notes.addAll(secrets.notes());
        }
        return notes;
    }

    private static Member keyless(PullingWorkload found) {
        return new Member(found.workload(), Keyring.none());
    }

    @Override
    public Map<String, List<RunningPod>> pods() throws InterruptedException {
        return new PodsOfAll(server, request.scope().namespaces()).byOwner();
    }

    @Override
    public Read read(WorkloadRef workload) throws InterruptedException {
        return writer(UnaryOperator.identity()).read(workload);
    }

    @Override
    public Written write(
            Workload decidedOn, Decision.Write decision, UnaryOperator<Set<Digest>> sameImage)
            throws InterruptedException {
        return writer(sameImage).write(decidedOn, decision);
    }

    @Override
    public void close() {
        server.disconnect();
    }

    private WorkloadWriter writer(UnaryOperator<Set<Digest>> sameImage) {
        var limits = new Evictions.Limits(() -> evictionsLeft.getAndDecrement() > 0, sameImage);
        return new WorkloadWriter(server, kinds, new Evictions(server, limits, clock), _ -> {});
    }

    /// @return sentences about what could not be seen
    private List<String> list(KindDefinition kind, Consumer<List<PullingWorkload>> pages) {
        try {
            if (kind.optional()) {
                new KindPresence(server, kind, Duration.ZERO).require();
            }
            for (Optional<String> namespace : scopes(request.scope().namespaces())) {
                var watched =
                        new Watched<>(
                                kind.objects(namespace),
                                kind.plural(),
                                in -> PullingWorkload.read(kind, in, request.pullSecrets()),
                                it -> !kind.isPod() || it.isBarePod());
                new PagedList<>(server, watched).read(selectors(), pages);
            }
            return List.of();
        } catch (KindPresence.KindAbsentException absent) {
            return List.of();
        } catch (ApiException failed) {
            if (kind.optional() && failed.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return List.of(unseen(kind));
            }
            throw new IllegalStateException(StatusMessage.of(failed), failed);
        }
    }

    private static String unseen(KindDefinition kind) {
        return "%s are not looked at: that needs the verb list on %s.%s"
                .formatted(kind.kind(), kind.plural(), kind.group());
    }

    private Map<String, String> selectors() {
        var query = new HashMap<String, String>();
        if (!request.scope().selector().isEmpty()) {
            query.put("labelSelector", request.scope().selector());
        }
        if (!request.scope().fieldSelector().isEmpty()) {
            query.put("fieldSelector", request.scope().fieldSelector());
        }
        return query;
    }

    /// Each namespace by itself, or the whole cluster at once.
    static List<Optional<String>> scopes(List<String> namespaces) {
        return namespaces.isEmpty()
                ? List.of(Optional.empty())
                : namespaces.stream().map(Optional::of).toList();
    }
}
