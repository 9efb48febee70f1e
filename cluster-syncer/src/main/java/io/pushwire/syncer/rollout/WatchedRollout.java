// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.rollout;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The rollout that followed one write. Looked at by one thread at a time.
final class WatchedRollout {

    private final Outcome write;
    private final Patience patience;
    private final Pace pace;
    private Instant lastProgress;
    private Optional<Instant> toldAt = Optional.empty();
    private final Set<OutcomeKind> told = EnumSet.noneOf(OutcomeKind.class);
    private Optional<String> uid = Optional.empty();
    private boolean away;
    private int looks;
    private long generation;
    private long mostUpdated;
    private long mostAvailable;

    /// @param write the outcome of the write
    WatchedRollout(Outcome write, Patience patience, Pace pace, Instant now) {
        this.write = write;
        this.patience = patience;
        this.pace = pace;
        this.lastProgress = now;
    }

    /// What one look came to.
    ///
    /// @param outcome to be recorded, if there is one
    /// @param again when to look again; never, where it is empty
    record Step(Optional<Outcome> outcome, Optional<Duration> again) {
        static final Step OVER = new Step(Optional.empty(), Optional.empty());
    }

    Outcome write() {
        return write;
    }

    WorkloadRef workload() {
        return write.workload().orElseThrow();
    }

    Duration firstPause() {
        return pace.pause(0);
    }

    /// That outcome is durable.
    synchronized void told(Outcome outcome, Instant now) {
        told.add(outcome.kind());
        toldAt = toldAt.or(() -> Optional.of(now));
    }

    /// Nothing, where it was told already how it stood.
    synchronized Optional<Outcome> superseded(Outcome by, Instant now) {
        return !told.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Ending.outcome(
                                write,
                                OutcomeKind.Superseded,
                                "before its rollout had ended, the workload was written again for %s at %s"
                                        .formatted(
                                                by.cause().image(),
                                                by.cause().position().inTopic("log")),
                                now));
    }

    synchronized Step look(RolloutView view, Instant now) throws InterruptedException {
        looks++;
        return switch (view.look(workload())) {
            case RolloutView.Look.Unavailable _ -> {
                away = true;
                yield again();
            }
            case RolloutView.Look.Gone _ -> gone(now);
            case RolloutView.Look.Found(RolloutReport report) ->
                    uid.filter(known -> !known.equals(report.uid())).isPresent()
                            ? gone(now)
                            : found(report, new Ending(write, view, report, now));
        };
    }

    private Step found(RolloutReport report, Ending ending) throws InterruptedException {
        uid = Optional.of(report.uid());
        if (away) {
            // Its controller may have been away as well.
            away = false;
            lastProgress = ending.now();
        }
        Optional<String> changed = changedSince(report);
        if (changed.isPresent()) {
            return end(ending.plain(OutcomeKind.Superseded, changed.get()));
        }
        return switch (Rollouts.progress(report)) {
            case Progress.Nothing _ -> Step.OVER;
            case Progress.Untold _ -> isLate(report, ending.now()) ? Step.OVER : again();
            case Progress.Halted _ -> {
                lastProgress = ending.now();
                yield expired(ending.now()) ? Step.OVER : afterwards();
            }
            case Progress.Going(String detail) -> going(report, detail, ending);
            case Progress.GivenUp(String reason) -> tell(OutcomeKind.RolloutFailed, reason, ending);
            case Progress.ToPartition(String detail) ->
                    tell(OutcomeKind.RolledOutToPartition, detail, ending);
            case Progress.AwaitingDelete(String detail) ->
                    tell(OutcomeKind.AwaitingDelete, detail, ending);
            case Progress.Complete(String detail) ->
                    ending.reached(OutcomeKind.RolledOut, detail)
                            .map(this::end)
                            .orElseGet(this::again);
        };
    }

    private Step going(RolloutReport report, String detail, Ending ending)
            throws InterruptedException {
        noteProgress(report, ending.now());
        if (!isLate(report, ending.now())) {
            return expired(ending.now()) ? Step.OVER : again();
        }
        String reason =
                "made no progress for %s: %s"
                        .formatted(Ending.readable(patience.of(report)), detail);
        return tell(OutcomeKind.RolloutFailed, reason, ending);
    }

    /// Pods that come and go are no progress.
    private void noteProgress(RolloutReport report, Instant now) {
        if (report.spec().generation() != generation) {
            generation = report.spec().generation();
            mostUpdated = 0;
            mostAvailable = 0;
            lastProgress = now;
        }
        if (report.updated() > mostUpdated || report.available() > mostAvailable) {
            mostUpdated = Math.max(mostUpdated, report.updated());
            mostAvailable = Math.max(mostAvailable, report.available());
            lastProgress = now;
        }
    }

    private boolean isLate(RolloutReport report, Instant now) {
        return lastProgress.plus(patience.of(report)).isBefore(now);
    }

    /// Each state is told once; then it is looked at for its end a while longer.
    private Step tell(OutcomeKind kind, String detail, Ending ending) throws InterruptedException {
        if (told.contains(kind)) {
            return expired(ending.now()) ? Step.OVER : afterwards();
        }
        Optional<Outcome> outcome =
                kind == OutcomeKind.RolloutFailed
                        ? ending.failed(detail)
                        : ending.reached(kind, detail);
        return outcome.isEmpty() ? again() : new Step(outcome, Optional.of(pace.afterwardsPause()));
    }

    private boolean expired(Instant now) {
        return toldAt.filter(since -> since.plus(patience.afterwards()).isBefore(now)).isPresent();
    }

    private Step again() {
        return !told.isEmpty()
                ? afterwards()
                : new Step(Optional.empty(), Optional.of(pace.pause(looks)));
    }

    private Step afterwards() {
        return new Step(Optional.empty(), Optional.of(pace.afterwardsPause()));
    }

    private Step end(Outcome outcome) {
        return new Step(Optional.of(outcome), Optional.empty());
    }

    private Step gone(Instant now) {
        return end(
                Ending.outcome(
                        write, OutcomeKind.Gone, "was deleted before its rollout had ended", now));
    }

    /// Empty while the containers still have what was written. Admission may have put another name
    /// before the digest.
    private Optional<String> changedSince(RolloutReport report) {
        for (Outcome.Change change : write.changes()) {
            String image = report.images().get(change.container());
            if (image == null) {
                return Optional.of("container %s was removed since".formatted(change.container()));
            }
            if (!image.equals(change.to()) && !hasDigest(image)) {
                return Optional.of(
                        "the image of container %s was changed since: %s"
                                .formatted(change.container(), image));
            }
        }
        return Optional.empty();
    }

    private boolean hasDigest(String image) {
        Optional<Digest> digest = ImageReference.parse(image).flatMap(ImageReference::digest);
        return digest.isPresent() && Objects.equals(digest, write.cause().digest());
    }
}
