// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.image.Digest;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads.Written;

import okhttp3.Response;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// Evicts a workload's outdated pods one after another through the eviction API
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/), so that disruption
/// budgets hold. Each pod at most once: by its uid, and none that was made since the tag is
/// settled.
final class Evictions {

    private static final Gson JSON = new Gson();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final String OVERLAPPING = "more than one PodDisruptionBudget";

    private final ApiServer server;
    private final AccessReview access;
    private final Limits limits;
    private final Clock clock;

    /// @param limits how many of them, and which run the image
    Evictions(ApiServer server, Limits limits, Clock clock) {
        this.server = server;
        this.access = new AccessReview(server);
        this.limits = limits;
        this.clock = clock;
    }

    /// All that are outdated, by the digest alone.
    static Evictions all(ApiServer server, Clock clock) {
        return new Evictions(server, new Limits(() -> true, UnaryOperator.identity()), clock);
    }

    /// @param oneMore asked before each pod
    /// @param sameImage the digests that mean the same image as these
    record Limits(BooleanSupplier oneMore, UnaryOperator<Set<Digest>> sameImage) {}

    /// @return [Written.Evicted], or what the first pod that could not be evicted stands for;
    ///   [Written.Unavailable] asks to decide again, which evicts only those that are left
    Written evict(KindDefinition kind, Workload workload, Decision.Recreate decision)
            throws IOException, ApiException, InterruptedException {
        var pods = new PodsOf(server, kind, workload, limits.sameImage());
        Instant patience = clock.instant().plus(PATIENCE);
        List<PodsOf.Pod> outdated;
        try {
            outdated = pods.outdated(decision);
        } catch (ApiException failed) {
            return unknownPods(failed);
        }
        List<String> evicted = new ArrayList<>();
        for (PodsOf.Pod pod : outdated) {
            if (!limits.oneMore().getAsBoolean()) {
                return new Written.Evicted(evicted, outdated.size() - evicted.size());
            }
            Optional<Written> obstacle = evict(workload, pod, patience);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            evicted.add(pod.name());
        }
        return new Written.Evicted(evicted);
    }

    private static Written unknownPods(ApiException failed) throws ApiException {
        return switch (failed.getCode()) {
            case HttpURLConnection.HTTP_FORBIDDEN ->
                    new Written.NotAllowed(
                            "needs the verb list on pods, and on replicasets: "
                                    + failed.getMessage());
            case HttpURLConnection.HTTP_NOT_FOUND -> new Written.Changed();
            case PodsOf.NO_SELECTOR -> new Written.Rejected(String.valueOf(failed.getMessage()));
            default -> throw failed;
        };
    }

    /// Empty when the pod is, or was already, on its way.
    private Optional<Written> evict(Workload workload, PodsOf.Pod pod, Instant patience)
            throws IOException, ApiException, InterruptedException {
        String namespace = workload.ref().namespace();
        while (true) {
            try (Response response =
                    server.create(path(namespace, pod), body(namespace, pod)).execute()) {
                String problem =
                        "pod %s cannot be evicted: %s"
                                .formatted(pod.name(), StatusMessage.of(response));
                switch (response.code()) {
                    case 200, 201, 202, 404, 409 -> {
                        return Optional.empty();
                    }
                    case 429 -> {
                        Duration pause = retryAfter(response);
                        if (clock.instant().plus(pause).isAfter(patience)) {
                            return Optional.of(new Written.Unavailable(problem));
                        }
                        Thread.sleep(pause);
                    }
                    case 403 -> {
                        return Optional.of(forbidden(namespace, problem));
                    }
                    default -> {
                        return Optional.of(
                                response.code() < 500 || problem.contains(OVERLAPPING)
                                        ? new Written.Rejected(problem)
                                        : new Written.Unavailable(problem));
                    }
                }
            }
        }
    }

    private Written forbidden(String namespace, String problem)
            throws IOException, ApiException, InterruptedException {
        return access.may("create", "", "pods/eviction", namespace)
                ? new Written.Rejected(problem)
                : new Written.NotAllowed(
                        "needs the verb create on pods/eviction in namespace %s: %s"
                                .formatted(namespace, problem));
    }

    /// https://www.rfc-editor.org/rfc/rfc9110#field.retry-after, in seconds as API servers have it.
    private static Duration retryAfter(Response response) {
        try {
            Duration asked =
                    Duration.ofSeconds(Long.parseLong(response.header("Retry-After", "1")));
            return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
        } catch (NumberFormatException date) {
            return LONGEST_PAUSE;
        }
    }

    private static String path(String namespace, PodsOf.Pod pod) {
        return "/api/v1/namespaces/%s/pods/%s/eviction"
                .formatted(KindDefinition.segment(namespace), KindDefinition.segment(pod.name()));
    }

    /// Only this pod: its successor may have the same name.
    private static String body(String namespace, PodsOf.Pod pod) {
        return JSON.toJson(
                Map.of(
                        "apiVersion",
                        "policy/v1",
                        "kind",
                        "Eviction",
                        "metadata",
                        Map.of("name", pod.name(), "namespace", namespace),
                        "deleteOptions",
                        Map.of("preconditions", Map.of("uid", pod.uid()))));
    }
}
