// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// An outcome in the words of a Kubernetes Event
/// (https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/).
///
/// @param id of the outcome: a repeated one gives an Event of the same name
/// @param type `Normal` or `Warning`
/// @param reason the outcome's kind
/// @param note its detail, and for which push
record EventNote(String id, WorkloadRef workload, String type, OutcomeKind reason, String note) {

    private static final int LONGEST_NOTE = 1000;
    private static final int LONGEST_NAME = 200;
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /// Empty where the workload's users need not be told: nothing was changed, and nothing is
    /// wrong.
    static Optional<EventNote> of(Outcome outcome) {
        Optional<String> type =
                switch (outcome.kind()) {
                    case Written,
                            Restarted,
                            Recreated,
                            RolledOut,
                            RolledOutToPartition,
                            AwaitingDelete,
                            Held ->
                            Optional.of("Normal");
                    case RolloutFailed,
                            InvalidPolicy,
                            InvalidAnnotation,
                            Rejected,
                            NotAllowed,
                            CannotRestart,
                            Contested,
                            Deferred ->
                            Optional.of("Warning");
                    default -> Optional.empty();
                };
        return type.flatMap(found ->
                outcome.workload()
                        .map(workload ->
                                new EventNote(
                                        outcome.id(),
                                        workload,
                                        found,
                                        outcome.kind(),
                                        note(outcome))));
    }

    private static String note(Outcome outcome) {
        Outcome.Cause cause = outcome.cause();
        String push =
                " (%s%s)"
                        .formatted(
                                cause.image(),
                                cause.digest()
                                        .map(Digest::abbreviated)
                                        .map(digest -> ", " + digest)
                                        .orElse(""));
        return cut(outcome.detail(), LONGEST_NOTE - bytes(push)) + push;
    }

    /// To so many bytes of UTF-8, no character cut in two.
    private static String cut(String text, int most) {
        if (bytes(text) <= most) {
            return text;
        }
        int end = Math.min(text.length(), most);
        while (bytes(text.substring(0, end)) > most - 3
                || Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// What is the same for a repetition of it.
    String identity() {
        return workload + "\n" + reason + "\n" + note;
    }

    /// @param apiVersion of the workload
    /// @param uid of the workload
    /// @param instance which syncer says so
    JsonObject json(String apiVersion, String uid, String instance, Instant now) {
        var metadata = new JsonObject();
        String name = workload.name();
        metadata.addProperty(
                "name",
                "%s.%s"
                        .formatted(
                                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                                id.replace("-", "")));
        metadata.addProperty("namespace", workload.namespace());
        var regarding = new JsonObject();
        regarding.addProperty("apiVersion", apiVersion);
        regarding.addProperty("kind", workload.kind());
        regarding.addProperty("namespace", workload.namespace());
        regarding.addProperty("name", workload.name());
        regarding.addProperty("uid", uid);
        var event = new JsonObject();
        event.addProperty("apiVersion", "events.k8s.io/v1");
        event.addProperty("kind", "Event");
        event.add("metadata", metadata);
        event.addProperty("eventTime", MICRO_TIME.format(now));
        event.addProperty("reportingController", "pushwire.io/cluster-syncer");
        event.addProperty("reportingInstance", instance);
        event.addProperty("action", "FollowTag");
        event.addProperty("reason", reason.name());
        event.add("regarding", regarding);
        event.addProperty("note", note);
        event.addProperty("type", type);
        return event;
    }
}
