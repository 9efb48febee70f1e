// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A year of pushes, the same in every run: each number is one event and what became of it.
///
/// @param images how many tags there are; a tenth of them get half of the pushes
record Year(RecordPlan plan, int images) {

    static final String CLUSTER = "bench-1";
    static final String REGISTRY = "registry.example.com";
    static final Instant START = Instant.parse("2025-11-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    private static final String NAMESPACE = "bench";
    private static final int TEAMS = 40;
    private static final int TAGS = 5;
    private static final int PEOPLE = 200;
    private static final List<OutcomeKind> KINDS =
            List.of(
                    OutcomeKind.Written,
                    OutcomeKind.Written,
                    OutcomeKind.RolledOut,
                    OutcomeKind.SameDigest,
                    OutcomeKind.Superseded,
                    OutcomeKind.RolloutFailed);

    Year(RecordPlan plan) {
        this(plan, plan.images());
    }

    static Instant middle() {
        return START.plus(Duration.between(START, END).dividedBy(2));
    }

    Instant time(int number) {
        double part = (double) number / plan.events();
        return START.plusMillis((long) (Duration.between(START, END).toMillis() * part));
    }

    ImageTag image(int which) {
        int repository = which / TAGS;
        return new ImageTag(
                REGISTRY,
                "team-%02d/service-%04d".formatted(repository % TEAMS, repository),
                "1." + which % TAGS);
    }

    /// Which image an event is about.
    int imageOf(int number) {
        long mixed = mixed(number);
        int among = (mixed & 1) == 0 ? Math.max(1, images / 10) : images;
        return (int) ((mixed >>> 1) % among);
    }

    static Digest digest(int number) {
        long mixed = mixed(number);
        return new Digest(
                "sha256:%016x%016x%016x%016x"
                        .formatted(mixed, mixed(mixed), ~mixed, (long) number));
    }

    ImageEvent event(int number) {
        Instant at = time(number);
        var said =
                new Announcement(
                        id(number),
                        image(imageOf(number)),
                        List.of(REGISTRY, "registry.internal:5000"),
                        Optional.of(at.minusMillis(40)),
                        at,
                        new Announcement.Origin(
                                "bench",
                                "distribution",
                                Optional.of("%016x".formatted(mixed(number + 1L))),
                                Optional.of("person-" + mixed(number) % PEOPLE),
                                Optional.of("registry-0")));
        return new ImageEvent.Pushed(
                said,
                digest(number),
                Optional.of("application/vnd.oci.image.index.v1+json"),
                at.plusSeconds(2));
    }

    /// @param position of the event
    Outcome outcome(int number, Position position) {
        int which = imageOf(number);
        ImageTag image = image(which);
        Instant decided = time(number).plusMillis(6);
        OutcomeKind kind = KINDS.get(number % KINDS.size());
        boolean wrote = kind == OutcomeKind.Written || kind == OutcomeKind.RolledOut;
        return new Outcome(
                CLUSTER,
                kind,
                "registry.example.com says so",
                new Outcome.Cause(
                        id(number), position, image.toString(), Optional.of(digest(number))),
                Optional.of(workload(which)),
                List.of(new Outcome.Change("app", image.toString(), image + "@" + digest(number))),
                decided,
                wrote ? Optional.of(decided.plusMillis(9)) : Optional.empty());
    }

    /// The workload that has an image to itself; of the first image the first one that shares it.
    static Outcome.WorkloadRef workload(int which) {
        return new Outcome.WorkloadRef("Deployment", NAMESPACE, "service-%05d".formatted(which));
    }

    /// The image that a workload uses: its own, or the first one, which the last ones share.
    int usedBy(int workload) {
        return workload < images ? workload : 0;
    }

    private static String id(int number) {
        return "00000000-0000-4000-8000-%012x".formatted(number);
    }

    /// SplitMix64, without the sign.
    private static long mixed(long number) {
        long z = number * 0x9E3779B97F4A7C15L + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) & Long.MAX_VALUE;
    }
}
