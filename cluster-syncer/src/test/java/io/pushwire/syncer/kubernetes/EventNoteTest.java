// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class EventNoteTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource(
            names = {
                "Unused",
                "SameDigest",
                "Stale",
                "Superseded",
                "NotSelected",
                "IgnoredByPolicy",
                "AlreadyRunning",
                "WouldWrite",
                "Notified",
                "Gone"
            })
    void staysSilentWhereNothingWasDoneAndNothingIsWrong(OutcomeKind kind) {
        assertThat(EventNote.of(outcome(kind, "detail"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RolloutFailed",
                "InvalidPolicy",
                "InvalidAnnotation",
                "Rejected",
                "NotAllowed",
                "CannotRestart",
                "Contested",
                "Deferred"
            })
    void warnsOfWhatSomebodyHasToMend(OutcomeKind kind) {
        assertThat(EventNote.of(outcome(kind, "detail")).orElseThrow().type()).isEqualTo("Warning");
    }

    @Test
    void isAnEventAsTheApiServerTakesIt() {
        JsonObject event =
                EventNote.of(outcome(OutcomeKind.RolledOut, "all 3 pods"))
                        .orElseThrow()
                        .json("apps/v1", "uid", "pod", NOW);

        assertThat(event.get("type").getAsString()).isEqualTo("Normal");
        assertThat(event.get("reason").getAsString()).isEqualTo("RolledOut");
        assertThat(event.get("eventTime").getAsString()).isEqualTo("2026-11-01T12:00:00.000000Z");
        assertThat(event.get("note").getAsString())
                .isEqualTo("all 3 pods (registry.example.com/web:1, sha256:111111111111)");
        assertThat(event.getAsJsonObject("regarding").get("uid").getAsString()).isEqualTo("uid");
    }

    @Test
    void cutsALongNoteBetweenCharacters() {
        String note =
                EventNote.of(outcome(OutcomeKind.Rejected, "ü".repeat(3000))).orElseThrow().note();

        assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(note).contains("üü…").endsWith("sha256:111111111111)");
    }

    private static Outcome outcome(OutcomeKind kind, String detail) {
        return new Outcome(
                "test",
                kind,
                detail,
                new Outcome.Cause(
                        "event",
                        new Position("log", 0, 1),
                        "registry.example.com/web:1",
                        Optional.of(new Digest("sha256:" + "1".repeat(64)))),
                Optional.of(new Outcome.WorkloadRef("Deployment", "prod", "web")),
                List.of(),
                NOW,
                Optional.empty());
    }
}
