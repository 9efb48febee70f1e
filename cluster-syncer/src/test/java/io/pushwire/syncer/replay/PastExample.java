// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Events of one tag and what came of them.
final class PastExample {

    static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    static final ImageTag IMAGE = new ImageTag("registry.example.com", "team/web", "1");
    static final Digest DIGEST = new Digest("sha256:" + "4f1c".repeat(16));
    static final WorkloadRef WEB = new WorkloadRef("Deployment", "prod", "web");
    static final WorkloadRef API = new WorkloadRef("Deployment", "prod", "api");

    private PastExample() {}

    static PastEvent event(long offset) {
        var said =
                new Announcement(
                        "event-" + offset,
                        IMAGE,
                        List.of(IMAGE.host()),
                        Optional.empty(),
                        NOON,
                        new Announcement.Origin(
                                "harbor",
                                "harbor",
                                Optional.empty(),
                                Optional.of("ci-7"),
                                Optional.empty()));
        return new PastEvent(
                new Position("log", 3, offset),
                NOON,
                IMAGE.toString(),
                Optional.of(new ImageEvent.Pushed(said, DIGEST, Optional.empty(), NOON)),
                "");
    }

    static Outcome outcome(long offset, WorkloadRef workload, OutcomeKind kind, Instant at) {
        return new Outcome(
                "prod",
                kind,
                "because",
                new Outcome.Cause(
                        "event-" + offset,
                        new Position("log", 3, offset),
                        IMAGE.toString(),
                        Optional.of(DIGEST)),
                Optional.of(workload),
                List.of(),
                at,
                kind == OutcomeKind.Written ? Optional.of(at) : Optional.empty());
    }

    static Verdict verdict(WorkloadRef workload, OutcomeKind kind) {
        return new Verdict(
                Optional.of(workload), kind, "so it is", Effect.isWrite(kind), Optional.empty());
    }
}
