// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonParseException;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads.Read;
import io.pushwire.syncer.execution.Workloads.Written;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads and changes single workloads, one JSON Patch at a time.
final class WorkloadWriter {

    private final ApiServer server;
    private final AccessReview access;
    private final Admission admission;
    private final Evictions evictions;
    private final Consumer<Workload> learn;
    private final Map<String, KindDefinition> kinds;

    /// @param learn takes what the API server answered to our own writes
    WorkloadWriter(
            ApiServer server,
            List<KindDefinition> kinds,
            Evictions evictions,
            Consumer<Workload> learn) {
        this.server = server;
        this.access = new AccessReview(server);
        this.admission = new Admission(server);
        this.evictions = evictions;
        this.learn = learn;
        this.kinds =
                kinds.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        KindDefinition::kind, Function.identity()));
    }

    /// See [io.pushwire.syncer.execution.Workloads#read].
    Read read(WorkloadRef workload) throws InterruptedException {
        KindDefinition kind = kind(workload);
        try {
            KubernetesWorkloads.Answer answer =
                    KubernetesWorkloads.send(server.read(kind.path(workload)));
            return switch (answer.code()) {
                case 200 -> new Read.Found(KubernetesWorkloads.parse(kind, answer.body()));
                case 404 -> new Read.Gone();
                default -> new Read.Unavailable(answer.problem());
            };
        } catch (IOException | ApiException | JsonParseException | IllegalStateException failed) {
            return new Read.Unavailable(KubernetesWorkloads.describe(failed));
        }
    }

    /// See [io.pushwire.syncer.execution.Workloads#write].
    Written write(Workload decidedOn, Decision.Write decision) throws InterruptedException {
        WorkloadRef ref = decidedOn.ref();
        KindDefinition kind = kind(ref);
        try {
            String patch = WorkloadPatch.of(kind, decidedOn, decision);
            KubernetesWorkloads.Answer answer =
                    KubernetesWorkloads.send(server.jsonPatch(kind.path(ref), patch));
            return switch (answer.code()) {
                case 200 -> done(kind, decision, KubernetesWorkloads.parse(kind, answer.body()));
                case 404, 409 -> new Written.Changed();
                case 422 -> refusedOrChanged(decidedOn, answer);
                case 403 -> forbidden(kind, ref, answer);
                // Credentials may be about to be renewed; time-outs and overload pass.
                case 401, 408, 429 ->
                        new Written.Unavailable(answer.problem(), answer.retryAfter());
                default ->
                        answer.code() < 500
                                ? new Written.Rejected(answer.message())
                                : new Written.Unavailable(answer.problem(), answer.retryAfter());
            };
        } catch (IOException | ApiException | JsonParseException | IllegalStateException failed) {
            return new Written.Unavailable(KubernetesWorkloads.describe(failed));
        }
    }

    private Written done(KindDefinition kind, Decision.Write decision, Workload answered)
            throws InterruptedException, IOException, ApiException {
        Workload known = admission.remember(kind, decision, answered);
        learn.accept(known);
        return decision instanceof Decision.Recreate recreate
                ? evictions.evict(kind, known, recreate)
                : new Written.Done();
    }

    /// A failing `test` and a refusal by validation have the same code.
    private Written refusedOrChanged(Workload decidedOn, KubernetesWorkloads.Answer answer)
            throws InterruptedException {
        return switch (read(decidedOn.ref())) {
            case Read.Found(Workload now)
                    when now.resourceVersion().equals(decidedOn.resourceVersion()) ->
                    new Written.Rejected(answer.message());
            case Read.Found _, Read.Gone _ -> new Written.Changed();
            case Read.Unavailable(String problem) -> new Written.Unavailable(problem);
        };
    }

    /// Admission answers 403 too.
    private Written forbidden(
            KindDefinition kind, WorkloadRef ref, KubernetesWorkloads.Answer answer)
            throws InterruptedException, IOException, ApiException {
        return access.may("patch", kind.group(), kind.plural(), ref.namespace())
                ? new Written.Rejected(answer.message())
                : new Written.NotAllowed(
                        "needs the verb patch on %s in namespace %s: %s"
                                .formatted(kind.plural(), ref.namespace(), answer.message()));
    }

    private KindDefinition kind(WorkloadRef workload) {
        KindDefinition kind = kinds.get(workload.kind());
        if (kind == null) {
            throw new IllegalArgumentException("kind " + workload.kind() + " is not watched");
        }
        return kind;
    }
}
