// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.syncer.rollout.PodState;
import io.pushwire.syncer.rollout.PodState.ContainerState;
import io.pushwire.syncer.sync.Parallel;
import io.pushwire.syncer.sync.RunningPod;
import io.pushwire.syncer.sync.RunningPod.RunningContainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// The pods of all workloads at once: those, and what stands between them and their workloads, are
/// listed and put together by their owners.
final class PodsOfAll {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final ApiServer server;
    private final List<String> namespaces;

    /// @param namespaces the only ones; none for all of them
    PodsOfAll(ApiServer server, List<String> namespaces) {
        this.server = server;
        this.namespaces = namespaces;
    }

    /// By the uid of the workload; a pod without a controller is its own.
    ///
    /// @throws IllegalStateException if they cannot be listed
    Map<String, List<RunningPod>> byOwner() throws InterruptedException {
        List<Callable<List<JsonObject>>> calls =
                List.of(
                        () -> list("/api/v1", "pods"),
                        () -> list("/apis/apps/v1", "replicasets"),
                        () -> list("/apis/batch/v1", "jobs"));
        List<List<JsonObject>> lists = Parallel.all(calls);
        Map<String, String> between = new HashMap<>();
        for (List<JsonObject> owned : lists.subList(1, lists.size())) {
            owned.stream()
                    .map(PodReader::replicaSet)
                    .filter(it -> !it.owner().isEmpty())
                    .forEach(it -> between.put(it.uid(), it.owner()));
        }
        var byOwner = new HashMap<String, List<RunningPod>>();
        for (JsonObject pod : lists.getFirst()) {
            PodState state = PodReader.read(pod);
            String phase = JsonTree.text(JsonTree.object(pod, "status"), "phase");
            if (!state.terminating() && !ENDED.contains(phase)) {
                String owner = state.owner().isEmpty() ? state.uid() : state.owner();
                byOwner.computeIfAbsent(between.getOrDefault(owner, owner), _ -> new ArrayList<>())
                        .add(running(state, phase));
            }
        }
        return byOwner;
    }

    private static RunningPod running(PodState pod, String phase) {
        var containers = new LinkedHashMap<String, RunningContainer>();
        for (ContainerState container : pod.containers()) {
            containers.put(
                    container.name(),
                    new RunningContainer(
                            container.imageId(),
                            PodsOf.digest(container.imageId()),
                            container.waiting().map(PodsOfAll::sentence)));
        }
        return new RunningPod(
                pod.name(),
                containers,
                phase.equals("Pending") ? Optional.of(pending(pod)) : Optional.empty());
    }

    private static String sentence(PodState.Waiting waiting) {
        return waiting.message().isEmpty()
                ? waiting.reason()
                : waiting.reason() + ": " + waiting.message();
    }

    private static String pending(PodState pod) {
        return pod.conditions().stream()
                .filter(it -> it.type().equals("PodScheduled") && it.status().equals("False"))
                .map(it -> "Pending: " + it.message())
                .findFirst()
                .orElse("Pending");
    }

    private List<JsonObject> list(String api, String plural) {
        List<JsonObject> all = new ArrayList<>();
        try {
            for (Optional<String> namespace : OneShotCluster.scopes(namespaces)) {
                String path =
                        api
                                + namespace
                                        .map(name -> "/namespaces/" + KindDefinition.segment(name))
                                        .orElse("")
                                + "/"
                                + plural;
                var watched =
                        new Watched<>(
                                path, plural, in -> JsonParser.parseReader(in).getAsJsonObject());
                all.addAll(new PagedList<>(server, watched).read(Map.of()).items());
            }
            return all;
        } catch (ApiException failed) {
            throw new IllegalStateException(StatusMessage.of(failed), failed);
        }
    }
}
