// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;

import io.kubernetes.client.openapi.ApiException;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.RunningPods;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.execution.Workloads;
import io.pushwire.syncer.rollout.PodState;
import io.pushwire.syncer.rollout.RolloutReport;
import io.pushwire.syncer.rollout.RolloutView;
import io.pushwire.syncer.rollout.WorkloadPods;

import okhttp3.Call;
import okhttp3.Response;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The cluster behind its API server: reads from the index, writes one JSON Patch at a time.
final class KubernetesWorkloads implements Workloads {

    private final ApiServer server;
    private final WorkloadIndex index;
    private final RolloutView rollouts;
    private final NamespacePolicies namespaces;
    private final AccessReview access;
    private final Admission admission;
    private final Evictions evictions;
    private final Map<String, KindDefinition> kinds;

    KubernetesWorkloads(
            ApiServer server,
            WorkloadIndex index,
            NamespacePolicies namespaces,
            RolloutView rollouts,
            List<KindDefinition> kinds,
            Clock clock) {
        this.server = server;
        this.index = index;
        this.namespaces = namespaces;
        this.rollouts = rollouts;
        this.access = new AccessReview(server);
        this.admission = new Admission(server);
        this.evictions = new Evictions(server, access, clock);
        this.kinds =
                kinds.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        KindDefinition::kind, Function.identity()));
    }

    @Override
    public List<Workload> following(Collection<ImageTag> tags) {
        return index.following(tags);
    }

    @Override
    public Optional<Workload> find(WorkloadRef workload) {
        return index.find(workload);
    }

    @Override
    public List<Workload> all() {
        return index.all();
    }

    @Override
    public List<Workload> sharingRepository(String repository) {
        return index.sharingRepository(repository);
    }

    @Override
    public Pods pods(Workload workload) throws InterruptedException {
        return switch (rollouts.look(workload.ref())) {
            case RolloutView.Look.Gone _ -> new Pods.Known(RunningPods.none());
            case RolloutView.Look.Unavailable(String problem) -> new Pods.Unavailable(problem);
            case RolloutView.Look.Found(RolloutReport report) ->
                    switch (rollouts.pods(workload.ref(), report)) {
                        case RolloutView.Pods.NotAllowed _ -> new Pods.Known(RunningPods.none());
                        case RolloutView.Pods.Unavailable(String problem) ->
                                new Pods.Unavailable(problem);
                        case RolloutView.Pods.Found found -> {
                            List<PodState> all =
                                    WorkloadPods.all(report, found.pods(), found.replicaSets());
                            yield new Pods.Known(
                                    new RunningPods(all.size(), WorkloadPods.imageIds(all)));
                        }
                    };
        };
    }

    @Override
    public Optional<String> namespacePolicy(String namespace) {
        return namespaces.policy(namespace);
    }

    @Override
    public Read read(WorkloadRef workload) throws InterruptedException {
        KindDefinition kind = kind(workload);
        try {
            Answer answer = send(server.read(kind.path(workload)));
            return switch (answer.code()) {
                case 200 -> new Read.Found(parse(kind, answer.body()));
                case 404 -> new Read.Gone();
                default -> new Read.Unavailable(answer.problem());
            };
        } catch (IOException | ApiException | JsonParseException | IllegalStateException failed) {
            return new Read.Unavailable(describe(failed));
        }
    }

    @Override
    public Written write(Workload decidedOn, Decision.Write decision) throws InterruptedException {
        WorkloadRef ref = decidedOn.ref();
        KindDefinition kind = kind(ref);
        try {
            String patch = WorkloadPatch.of(kind, decidedOn, decision);
            Answer answer = send(server.jsonPatch(kind.path(ref), patch));
            return switch (answer.code()) {
                case 200 -> done(kind, decision, parse(kind, answer.body()));
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
            return new Written.Unavailable(describe(failed));
        }
    }

    private Written done(KindDefinition kind, Decision.Write decision, Workload answered)
            throws InterruptedException, IOException, ApiException {
        Workload known = admission.remember(kind, decision, answered);
        index.learn(known);
        return decision instanceof Decision.Recreate recreate
                ? evictions.evict(kind, known, recreate)
                : new Written.Done();
    }

    /// A failing `test` and a refusal by validation have the same code.
    private Written refusedOrChanged(Workload decidedOn, Answer answer)
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
    private Written forbidden(KindDefinition kind, WorkloadRef ref, Answer answer)
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

    static Workload parse(KindDefinition kind, String body) throws IOException {
        return WorkloadReader.read(kind, new JsonReader(new StringReader(body)));
    }

    /// Sends and reads the whole answer.
    static Answer send(Call call) throws IOException, InterruptedException {
        try (Response response = call.execute()) {
            return new Answer(
                    response.code(),
                    response.body().string(),
                    RetryAfter.of(response.header("Retry-After")));
        } catch (InterruptedIOException cut) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopping");
            }
            throw cut;
        }
    }

    static String describe(Exception failed) {
        return "the API server could not be asked: " + failed.getMessage();
    }

    /// @param body as text
    /// @param retryAfter what the header of that name says
    record Answer(int code, String body, Optional<Duration> retryAfter) {

        String message() {
            return StatusMessage.of(body);
        }

        String problem() {
            return "the API server answered " + code + " " + message();
        }
    }
}
