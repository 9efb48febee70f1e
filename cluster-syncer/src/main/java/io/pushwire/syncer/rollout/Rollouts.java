// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.syncer.rollout.Progress.AwaitingDelete;
import io.pushwire.syncer.rollout.Progress.Complete;
import io.pushwire.syncer.rollout.Progress.GivenUp;
import io.pushwire.syncer.rollout.Progress.Going;
import io.pushwire.syncer.rollout.Progress.Halted;
import io.pushwire.syncer.rollout.Progress.ToPartition;
import io.pushwire.syncer.rollout.Progress.Untold;

import java.util.Optional;

/// How far a rollout is, by what the object says itself: the rules of `kubectl rollout status`
/// (https://github.com/kubernetes/kubectl/blob/v0.36.0/pkg/polymorphichelpers/rollout_status.go),
/// and like rules for kinds that it does not know.
public final class Rollouts {

    private Rollouts() {}

    public static Progress progress(RolloutReport it) {
        return switch (it.shape()) {
            case NONE -> new Progress.Nothing();
            case DEPLOYMENT -> observed(it) ? deployment(it) : unseen();
            case STATEFUL_SET -> observed(it) ? statefulSet(it) : unseen();
            case DAEMON_SET -> observed(it) ? daemonSet(it) : unseen();
            case CUSTOM -> {
                if (it.observedGeneration().isEmpty()) {
                    yield new Untold();
                }
                yield observed(it) ? custom(it) : unseen();
            }
        };
    }

    private static boolean observed(RolloutReport it) {
        return it.observedGeneration().orElse(0) >= it.spec().generation();
    }

    private static Going unseen() {
        return new Going("its controller has not seen the change yet");
    }

    private static Progress deployment(RolloutReport it) {
        Optional<GivenUp> givenUp =
                it.status()
                        .condition("Progressing")
                        .filter(progressing ->
                                progressing.reason().equals("ProgressDeadlineExceeded"))
                        .map(progressing -> new GivenUp(progressing.message()));
        if (givenUp.isPresent()) {
            return givenUp.get();
        }
        if (it.spec().paused()) {
            return new Halted("its rollout is paused");
        }
        return replaced(it)
                .or(() -> oldOnes(it))
                .or(() -> available(it, it.updated()))
                .orElseGet(() -> complete(it));
    }

    private static Progress statefulSet(RolloutReport it) {
        long all = it.spec().replicas();
        if (it.spec().onDelete()) {
            return onDelete(it, all);
        }
        Optional<Progress> going = replaced(it).or(() -> available(it, all));
        if (going.isPresent()) {
            return going.get();
        }
        if (it.toUpdate() < all) {
            return toPartition(it, all);
        }
        return it.status().text("currentRevision").equals(it.status().text("updateRevision"))
                ? complete(it)
                : new Going("its controller has not called the rollout finished yet");
    }

    private static Progress daemonSet(RolloutReport it) {
        return it.spec().onDelete()
                ? onDelete(it, it.toUpdate())
                : replaced(it).or(() -> available(it, it.toUpdate())).orElseGet(() -> complete(it));
    }

    /// Argo Rollouts says a phase, CloneSets and their like count, Knative has a condition.
    private static Progress custom(RolloutReport it) {
        String message = it.status().text("message");
        return switch (it.status().text("phase")) {
            case "Healthy" -> new Complete("is healthy");
            case "Degraded" -> new GivenUp("is degraded: " + message);
            case "Paused" -> new Halted("its rollout is paused: " + message);
            case "Progressing" -> new Going(message);
            default -> it.spec().paused() ? new Halted("its rollout is paused") : counted(it);
        };
    }

    private static Progress counted(RolloutReport it) {
        if (it.status().number("updatedReplicas").isEmpty()) {
            return it.status()
                    .condition("Ready")
                    .<Progress>map(ready ->
                            ready.isTrue()
                                    ? new Complete("is ready")
                                    : new Going("not ready: " + ready.text()))
                    .orElseGet(Untold::new);
        }
        long all = it.spec().replicas();
        if (it.spec().onDelete()) {
            return onDelete(it, all);
        }
        return replaced(it)
                .or(() -> available(it, it.toUpdate()))
                .orElseGet(() -> it.toUpdate() < all ? toPartition(it, all) : complete(it));
    }

    private static Progress onDelete(RolloutReport it, long all) {
        return it.updated() < all
                ? new AwaitingDelete(
                        "%d of %d pods are of the new template; the others are replaced when they are deleted (update strategy OnDelete)"
                                .formatted(it.updated(), all))
                : available(it, all).orElseGet(() -> complete(it));
    }

    private static Optional<Progress> replaced(RolloutReport it) {
        return it.updated() < it.toUpdate()
                ? Optional.of(
                        new Going(
                                "%d of %d pods are of the new template"
                                        .formatted(it.updated(), it.toUpdate())))
                : Optional.empty();
    }

    private static Optional<Progress> oldOnes(RolloutReport it) {
        long old = it.status().count("replicas") - it.updated();
        return old > 0
                ? Optional.of(new Going(old + " pods of older templates are still there"))
                : Optional.empty();
    }

    private static Optional<Progress> available(RolloutReport it, long wanted) {
        return it.available() < wanted
                ? Optional.of(
                        new Going("%d of %d pods are available".formatted(it.available(), wanted)))
                : Optional.empty();
    }

    private static Progress toPartition(RolloutReport it, long all) {
        return new ToPartition(
                "%d of %d pods are of the new template; the partition of its update strategy holds back the others"
                        .formatted(it.updated(), all));
    }

    private static Progress complete(RolloutReport it) {
        return new Complete(
                it.toUpdate() == 0
                        ? "has no pods to replace"
                        : "all %d pods are of the new template and available"
                                .formatted(it.toUpdate()));
    }
}
