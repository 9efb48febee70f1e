// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

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
import java.util.Optional;

/// The cluster behind its API server: reads from the index, writes one JSON Patch at a time.
final class KubernetesWorkloads implements Workloads {

    private final WorkloadIndex index;
    private final RolloutView rollouts;
    private final NamespacePolicies namespaces;
    private final WorkloadWriter writer;

    KubernetesWorkloads(
            ApiServer server,
            WorkloadIndex index,
            NamespacePolicies namespaces,
            RolloutView rollouts,
            List<KindDefinition> kinds,
            Clock clock) {
        this.index = index;
        this.namespaces = namespaces;
        this.rollouts = rollouts;
        this.writer = new WorkloadWriter(server, kinds, Evictions.all(server, clock), index::learn);
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
        return writer.read(workload);
    }

    @Override
    public Written write(Workload decidedOn, Decision.Write decision) throws InterruptedException {
        return writer.write(decidedOn, decision);
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
