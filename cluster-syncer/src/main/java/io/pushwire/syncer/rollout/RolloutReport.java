// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What an object says of its own rollout.
///
/// @param uid of the object
/// @param shape how its kind counts
/// @param images of its pod template, by container
/// @param spec what is asked for
/// @param status what its controller reports
public record RolloutReport(
        String uid, Shape shape, Map<String, String> images, Spec spec, Status status) {

    public RolloutReport {
        images = Map.copyOf(images);
    }

    /// The ways in which kinds tell how far they are.
    public enum Shape {
        DEPLOYMENT,
        STATEFUL_SET,
        DAEMON_SET,
        /// A custom kind: whatever it has of the usual fields.
        CUSTOM,
        /// It keeps no pods running that a change would replace: a CronJob, for example.
        NONE
    }

    /// @param generation counts the changes of what is asked for
    /// @param replicas how many pods are asked for
    /// @param partition how many of them a rolling update leaves as they are
    /// @param onDelete whether pods are replaced only when somebody deletes them
    /// @param paused whether the rollout is halted
    /// @param progressDeadlineSeconds when its own controller gives up
    /// @param revision the number that its controller gave to this pod template
    /// @param selector its pods, as a list takes it; empty where it has none
    public record Spec(
            long generation,
            long replicas,
            long partition,
            boolean onDelete,
            boolean paused,
            OptionalLong progressDeadlineSeconds,
            String revision,
            String selector) {}

    /// @param numbers every number of the status, by the name of its field
    /// @param texts every text of the status, by the name of its field
    public record Status(
            Map<String, Long> numbers, Map<String, String> texts, List<Condition> conditions) {

        public Status {
            numbers = Map.copyOf(numbers);
            texts = Map.copyOf(texts);
            conditions = List.copyOf(conditions);
        }

        /// The first of these fields that is there.
        OptionalLong number(String... fields) {
            for (String field : fields) {
                Long value = numbers.get(field);
                if (value != null) {
                    return OptionalLong.of(value);
                }
            }
            return OptionalLong.empty();
        }

        /// Zeros are mostly left out.
        long count(String... fields) {
            return number(fields).orElse(0);
        }

        String text(String field) {
            return texts.getOrDefault(field, "");
        }

        Optional<Condition> condition(String type) {
            return conditions.stream().filter(it -> it.type().equals(type)).findFirst();
        }
    }

    /// @param status `True`, `False` or `Unknown`
    public record Condition(String type, String status, String reason, String message) {
        boolean isTrue() {
            return status.equals("True");
        }

        String text() {
            return message.isEmpty()
                    ? reason
                    : reason.isEmpty() ? message : reason + ": " + message;
        }
    }

    /// The generation that its controller speaks of. Argo Rollouts writes it as a text.
    OptionalLong observedGeneration() {
        OptionalLong number = status.number("observedGeneration");
        String text = status.text("observedGeneration");
        return number.isEmpty() && text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : number;
    }

    /// How many pods are to be of the newest template.
    long toUpdate() {
        return switch (shape) {
            case DAEMON_SET -> status.count("desiredNumberScheduled");
            case DEPLOYMENT, STATEFUL_SET, CUSTOM, NONE ->
                    status.number("expectedUpdatedReplicas")
                            .orElse(Math.max(0, spec.replicas() - spec.partition()));
        };
    }

    long updated() {
        return status.count("updatedReplicas", "updatedNumberScheduled");
    }

    /// Zeros are left out by some kinds, so the next best field must not be read for them.
    long available() {
        return switch (shape) {
            case DEPLOYMENT -> status.count("availableReplicas");
            case DAEMON_SET -> status.count("numberAvailable");
            case STATEFUL_SET -> status.count("availableReplicas", "readyReplicas");
            case CUSTOM, NONE ->
                    status.count(
                            "updatedAvailableReplicas",
                            "updatedReadyReplicas",
                            "availableReplicas",
                            "readyReplicas");
        };
    }
}
