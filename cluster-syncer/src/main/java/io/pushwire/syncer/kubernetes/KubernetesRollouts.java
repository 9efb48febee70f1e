// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.rollout.PodState.ReplicaSet;
import io.pushwire.syncer.rollout.RolloutReport;
import io.pushwire.syncer.rollout.RolloutReport.Shape;
import io.pushwire.syncer.rollout.RolloutView;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads one object, and the pods below it. The right to list pods and ReplicaSets is optional.
final class KubernetesRollouts implements RolloutView {

    private static final Gson JSON = new Gson();
    private static final String PAGE = "500";

    private final ApiServer server;
    private final Map<String, KindDefinition> kinds;

    KubernetesRollouts(ApiServer server, List<KindDefinition> kinds) {
        this.server = server;
        this.kinds =
                kinds.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        KindDefinition::kind, Function.identity()));
    }

    @Override
    public Look look(WorkloadRef workload) throws InterruptedException {
        KindDefinition kind = kinds.get(workload.kind());
        if (kind == null) {
            // It was watched by an earlier configuration.
            return new Look.Gone();
        }
        try {
            KubernetesWorkloads.Answer answer =
                    KubernetesWorkloads.send(server.read(kind.path(workload)));
            return switch (answer.code()) {
                case 200 -> new Look.Found(RolloutReader.read(kind, parse(answer)));
                case 404 -> new Look.Gone();
                default -> new Look.Unavailable(answer.problem());
            };
        } catch (IOException | ApiException | JsonParseException | IllegalStateException failed) {
            return new Look.Unavailable(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public Pods pods(WorkloadRef workload, RolloutReport report) throws InterruptedException {
        if (report.spec().selector().isEmpty()) {
            return new Pods.Found(List.of(), List.of());
        }
        String core = "/api/v1/namespaces/" + KindDefinition.segment(workload.namespace());
        String apps = "/apis/apps/v1/namespaces/" + KindDefinition.segment(workload.namespace());
        try {
            List<ReplicaSet> sets =
                    report.shape() == Shape.DEPLOYMENT || report.shape() == Shape.CUSTOM
                            ? list(apps + "/replicasets", report).stream()
                                    .map(PodReader::replicaSet)
                                    .toList()
                            : List.of();
            return new Pods.Found(
                    list(core + "/pods", report).stream().map(PodReader::read).toList(), sets);
        } catch (NotAllowedException missing) {
            return new Pods.NotAllowed(String.valueOf(missing.getMessage()));
        } catch (IOException | ApiException | JsonParseException | IllegalStateException failed) {
            return new Pods.Unavailable(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public Optional<String> warning(String namespace, String uid) throws InterruptedException {
        try {
            KubernetesWorkloads.Answer answer =
                    KubernetesWorkloads.send(
                            server.list(
                                    "/api/v1/namespaces/%s/events"
                                            .formatted(KindDefinition.segment(namespace)),
                                    Map.of(
                                            "fieldSelector",
                                            "type=Warning,involvedObject.uid=" + uid,
                                            "limit",
                                            PAGE)));
            return answer.code() == HttpURLConnection.HTTP_OK
                    ? JsonTree.list(parse(answer), "items").stream()
                            .max(Comparator.comparing(KubernetesRollouts::time))
                            .map(event -> JsonTree.text(event, "message"))
                    : Optional.empty();
        } catch (IOException | ApiException | JsonParseException | IllegalStateException failed) {
            return Optional.empty();
        }
    }

    /// Old and new style Events keep their time in different fields.
    private static String time(JsonObject event) {
        String last = JsonTree.text(event, "lastTimestamp");
        return last.isEmpty() ? JsonTree.text(event, "eventTime") : last;
    }

    private List<JsonObject> list(String path, RolloutReport report)
            throws IOException, ApiException, InterruptedException {
        var items = new ArrayList<JsonObject>();
        Map<String, String> query =
                new HashMap<>(Map.of("labelSelector", report.spec().selector(), "limit", PAGE));
        do {
            KubernetesWorkloads.Answer answer = KubernetesWorkloads.send(server.list(path, query));
            if (answer.code() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new NotAllowedException(answer.message());
            }
            if (answer.code() != HttpURLConnection.HTTP_OK) {
                throw new IOException(answer.problem());
            }
            JsonObject page = parse(answer);
            items.addAll(JsonTree.list(page, "items"));
            query.put("continue", JsonTree.text(JsonTree.object(page, "metadata"), "continue"));
        } while (!String.valueOf(query.get("continue")).isEmpty());
        return items;
    }

    private static JsonObject parse(KubernetesWorkloads.Answer answer) {
        return JSON.fromJson(answer.body(), JsonObject.class);
    }

    /// Of the API server, in its words.
    private static final class NotAllowedException extends IOException {
        private static final long serialVersionUID = 1L;

        NotAllowedException(String message) {
            super(message);
        }
    }
}
