// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.pushwire.syncer.decision.GivenBack;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.policy.Selection;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Gives workloads back as they were before Pushwire.
@Singleton
public final class Unpinning {

    private static final int TRIES = 3;
    private static final int UNPROCESSABLE = 422;

    private final KubernetesConfig config;
    private final List<KindDefinition> kinds;
    private final List<String> only;

    Unpinning(KubernetesConfig config, Kinds kinds, Selection selection) {
        this.config = config;
        this.kinds = kinds.enabled(selection.labels().labels());
        this.only = selection.namespaces().writtenOut();
    }

    /// @param workload as it was when it was read
    /// @param problem why nothing was, or would be, given back; empty if it was
    public record Result(Workload workload, GivenBack givenBack, Optional<String> problem) {}

    /// The workloads that have our annotation.
    ///
    /// @param namespace the only one that is looked at; without it all that the configuration
    ///   allows
    /// @throws IllegalStateException if the cluster cannot be asked
    public List<Workload> pinned(Optional<String> namespace) {
        ApiServer server = ClusterConnection.open(config);
        var found = new ArrayList<Workload>();
        for (KindDefinition kind : kinds) {
            try {
                if (!kind.optional() || isServed(server, kind)) {
                    list(server, kind, namespace, only).stream()
                            .map(WatchedWorkload::workload)
                            .filter(it -> it.annotations().containsKey(PinsAnnotation.NAME))
                            .forEach(found::add);
                }
            } catch (ApiException failed) {
                throw new IllegalStateException(StatusMessage.of(failed), failed);
            }
        }
        return found;
    }

    /// Whether a word such as `deployment`, `deployments` or `Deployment` means the workload's
    /// kind.
    public boolean means(String word, Workload workload) {
        String lower = word.toLowerCase(Locale.ROOT);
        return kinds.stream()
                .filter(kind -> kind.kind().equals(workload.ref().kind()))
                .anyMatch(kind ->
                        List.of(kind.kind().toLowerCase(Locale.ROOT), kind.plural(), kind.name())
                                .contains(lower));
    }

    /// @param dryRun only say what would be done
    public Result unpin(Workload found, boolean dryRun) throws InterruptedException {
        ApiServer server = ClusterConnection.open(config);
        KindDefinition kind =
                kinds.stream()
                        .filter(it -> it.kind().equals(found.ref().kind()))
                        .findFirst()
                        .orElseThrow();
        Workload workload = found;
        String problem = "it changed again and again";
        for (int i = 0; i < TRIES; i++) {
            if (!(workload.pins() instanceof Pins.Known pins)) {
                return failed(workload, ((Pins.Broken) workload.pins()).problem());
            }
            GivenBack back = GivenBack.of(workload, pins);
            if (dryRun) {
                return new Result(workload, back, Optional.empty());
            }
            try {
                String patch = WorkloadPatch.givingBack(kind, workload, back);
                var answer =
                        KubernetesWorkloads.send(
                                server.jsonPatch(kind.path(workload.ref()), patch));
                switch (answer.code()) {
                    case HttpURLConnection.HTTP_OK -> {
                        return new Result(workload, back, Optional.empty());
                    }
                    case HttpURLConnection.HTTP_CONFLICT, UNPROCESSABLE ->
                            problem = answer.problem();
                    default -> {
                        return failed(workload, answer.problem());
                    }
                }
                var now = KubernetesWorkloads.send(server.read(kind.path(workload.ref())));
                if (now.code() != HttpURLConnection.HTTP_OK) {
                    return failed(workload, now.problem());
                }
                workload = KubernetesWorkloads.parse(kind, now.body());
            } catch (IOException | ApiException | IllegalStateException unreachable) {
                return failed(workload, KubernetesWorkloads.describe(unreachable));
            }
        }
        return failed(workload, problem);
    }

    private static Result failed(Workload workload, String problem) {
        return new Result(workload, new GivenBack(List.of(), List.of()), Optional.of(problem));
    }

    private static boolean isServed(ApiServer server, KindDefinition kind) throws ApiException {
        try {
            new KindPresence(server, kind, Duration.ZERO).require();
            return true;
        } catch (KindPresence.KindAbsentException absent) {
            return false;
        }
    }

    private static List<WatchedWorkload> list(
            ApiServer server, KindDefinition kind, Optional<String> namespace, List<String> only)
            throws ApiException {
        List<Optional<String>> scopes =
                namespace.isPresent() || only.isEmpty()
                        ? List.of(namespace)
                        : only.stream().map(Optional::of).toList();
        List<WatchedWorkload> found = new ArrayList<>();
        for (Optional<String> scope : scopes) {
            found.addAll(
                    new ObjectListerWatcher<>(server, KindWatch.watched(kind, scope))
                            .list(new CallGeneratorParams(false, "0", null))
                            .items());
        }
        return found;
    }
}
