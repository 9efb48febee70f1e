// SPDX-License-Identifier: Apache-2.0
package io.pushwire.outcome;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What became of one event at one workload of one cluster; or in the whole cluster, where it
/// concerned no workload.
///
/// @param cluster name of the cluster
/// @param kind how it ended
/// @param detail one sentence for people: what was done, or what would have to change
/// @param cause the event
/// @param workload the workload, if the outcome is about one
/// @param changes per container what it was and what it is (or, in a dry run, would be)
/// @param decidedAt when the syncer decided, or saw what became of the change
/// @param writtenAt when the API server had taken the change
/// @param running after a rollout, per container: what the pods really run
public record Outcome(
        String cluster,
        OutcomeKind kind,
        String detail,
        Cause cause,
        Optional<WorkloadRef> workload,
        List<Change> changes,
        Instant decidedAt,
        Optional<Instant> writtenAt,
        List<Running> running) {

    public Outcome {
        changes = List.copyOf(changes);
        running = List.copyOf(running);
    }

    /// One that tells nothing of running pods.
    public Outcome(
            String cluster,
            OutcomeKind kind,
            String detail,
            Cause cause,
            Optional<WorkloadRef> workload,
            List<Change> changes,
            Instant decidedAt,
            Optional<Instant> writtenAt) {
        this(cluster, kind, detail, cause, workload, changes, decidedAt, writtenAt, List.of());
    }

    /// Deterministic, so that an outcome that is recorded twice can be seen to be one.
    public String id() {
        String identity =
                String.join(
                        "\n",
                        cause.eventId(),
                        cluster,
                        workload.map(WorkloadRef::toString).orElse("-"),
                        kind.name());
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// The event that led to the outcome.
    ///
    /// @param eventId its id; of a record that is no event `record:` and its position
    /// @param position where it stands on the log
    /// @param image its key: the canonical image tag
    /// @param digest what it announced
    public record Cause(String eventId, Position position, String image, Optional<Digest> digest) {}

    /// @param kind for example `Deployment`
    public record WorkloadRef(String kind, String namespace, String name) {
        @Override
        public String toString() {
            return kind + " " + namespace + "/" + name;
        }
    }

    /// @param container name, init containers included
    /// @param from image before
    /// @param to image after; the same as before where the workload was restarted
    public record Change(String container, String from, String to) {}

    /// @param container name, init containers included
    /// @param imageIds what the container runtime says that it runs, mostly `repository@digest`,
    ///   each once over all pods
    public record Running(String container, List<String> imageIds) {
        public Running {
            imageIds = List.copyOf(imageIds);
        }
    }
}
