// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Owed;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.policy.Policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is remembered, against every policy: the guards that need memory.
class HistoryTest {

    private static final Instant NOW = WorkloadExample.NOW;
    private static final String IMAGE = WorkloadExample.IMAGE;
    private static final Digest OLD = WorkloadExample.OLD;
    private static final Digest NEW = WorkloadExample.NEW;
    private static final ImageTag TAG = new ImageTag("registry.example.com", "team/web", "1");
    private static final Position EARLIER = at(5);
    private static final Position WROTE = at(10);
    private static final Position LATER = at(15);

    @ParameterizedTest(name = "{0}: {1}, event {2}, remembered {3}")
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    case                    | workload  | event   | remembered        | pin        | restart    | notify     | ignore
                    nothing to remember     | plain     | wrote   | nothing           | SetImages  | Restart    | Notify     | IgnoredByPolicy
                    superseded              | plain     | earlier | newer word        | Superseded | Superseded | Superseded | IgnoredByPolicy
                    superseded, gone        | plain     | earlier | newer, gone       | Superseded | Superseded | Superseded | IgnoredByPolicy
                    newer says the same     | plain     | earlier | newer, the same   | SetImages  | Restart    | Notify     | IgnoredByPolicy
                    re-applied manifest     | reapplied | wrote   | wrote             | SetImages  | SameDigest | SameDigest | IgnoredByPolicy
                    undone to an older pin  | undone    | wrote   | wrote             | Hold       | Hold       | Held       | IgnoredByPolicy
                    undone to no pin        | plain     | wrote   | wrote             | Hold       | Hold       | Held       | IgnoredByPolicy
                    newer push after undo   | undone    | later   | wrote             | SetImages  | Restart    | Notify     | IgnoredByPolicy
                    held                    | held      | wrote   | wrote             | Held       | Held       | Held       | IgnoredByPolicy
                    held, not remembered    | held      | wrote   | nothing           | Held       | Held       | Held       | IgnoredByPolicy
                    newer push ends hold    | held      | later   | wrote             | SetImages  | Restart    | Notify     | IgnoredByPolicy
                    held by a person        | own words | later   | wrote             | Held       | Held       | Held       | IgnoredByPolicy
                    hold was removed        | undone    | wrote   | wrote, held       | SetImages  | Restart    | Notify     | IgnoredByPolicy
                    put back twice          | reapplied | wrote   | wrote twice       | Contested  | SameDigest | SameDigest | IgnoredByPolicy
                    put back long ago       | reapplied | wrote   | wrote long ago    | SetImages  | SameDigest | SameDigest | IgnoredByPolicy
                    contested               | reapplied | wrote   | wrote, contested  | Contested  | SameDigest | SameDigest | IgnoredByPolicy
                    newer after contested   | reapplied | later   | wrote, contested  | SetImages  | SameDigest | SameDigest | IgnoredByPolicy
                    everything taken twice  | plain     | wrote   | wrote twice       | Contested  | Hold       | Held       | IgnoredByPolicy
                    another log             | plain     | other   | wrote             | SetImages  | Restart    | Notify     | IgnoredByPolicy
                    """)
    void everyMemoryUnderEveryPolicy(
            String name,
            String workload,
            String event,
            String remembered,
            String pin,
            String restart,
            String notify,
            String ignore) {
        Map.of(
                        Policy.PIN, pin,
                        Policy.RESTART, restart,
                        Policy.NOTIFY, notify,
                        Policy.IGNORE, ignore)
                .forEach((policy, expected) ->
                        assertThat(
                                        GuardTableTest.name(
                                                decide(
                                                        event(event),
                                                        workload(workload),
                                                        history(remembered),
                                                        policy)))
                                .as("%s under %s", name, policy)
                                .isEqualTo(expected));
    }

    @Test
    void namesWhoPutItBack() {
        Decision decision =
                decide(event("wrote"), workload("reapplied"), history("wrote twice"), Policy.PIN);

        assertThat(((Decision.Leave) decision).detail()).contains("some-operator");
    }

    /// A hold that was written is found by the next decision, and a write is found done, whatever
    /// was remembered before.
    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"PIN", "RESTART"})
    void whatWasDecidedAndWrittenIsLeft(Policy policy) {
        for (String state : List.of("plain", "reapplied", "undone", "held", "own words")) {
            for (String memory : List.of("nothing", "wrote", "wrote, held", "wrote twice")) {
                for (String event : List.of("wrote", "later")) {
                    Workload before = workload(state);
                    History history = history(memory);
                    if (decide(event(event), before, history, policy)
                            instanceof Decision.Write write) {
                        assertThat(
                                        decide(
                                                event(event),
                                                after(before, write),
                                                after(history, event(event), write, policy),
                                                policy))
                                .as("%s, %s, %s", state, memory, event)
                                .isInstanceOf(Decision.Leave.class);
                    }
                }
            }
        }
    }

    @Test
    void aHoldReadsBack() {
        Holds holds =
                new Holds(Map.of(), false)
                        .with(TAG, new Holds.Mark(NEW, WROTE))
                        .with(
                                new ImageTag("registry.example.com", "team/api", "2"),
                                new Holds.Mark(OLD, Position.observed("log", 4, 20, -1)));

        assertThat(Holds.read(holds.text())).isEqualTo(holds);
        assertThat(Holds.read("until Monday, please").everything()).isTrue();
        assertThat(Holds.read(TAG + " sha256:short log/3@1").everything()).isTrue();
        assertThat(Holds.read(null).byTag()).isEmpty();
    }

    /// Another tag of the same workload is not held with it.
    @Test
    void aHoldIsOfOneTag() {
        Workload held = workload("held");
        var other =
                new Workload(
                        held.ref(),
                        held.uid(),
                        held.resourceVersion(),
                        Map.of(),
                        Map.of(
                                Holds.ANNOTATION,
                                new Holds(Map.of(), false)
                                        .with(
                                                new ImageTag(TAG.host(), "team/api", "2"),
                                                new Holds.Mark(NEW, WROTE))
                                        .text()),
                        Optional.empty(),
                        held.pins(),
                        held.containers(),
                        held.rollout(),
                        held.maps());

        assertThat(decide(event("later"), other, History.none(), Policy.PIN))
                .isInstanceOf(Decision.SetImages.class);
    }

    private static Decision decide(
            PositionedEvent event, Workload workload, History history, Policy policy) {
        return Decider.decide(
                event, workload, WorkloadExample.found(policy), history, Optional.empty(), NOW);
    }

    private static Position at(long offset) {
        return new Position("log", 3, offset);
    }

    private static PositionedEvent event(String name) {
        Position position =
                switch (name) {
                    case "earlier" -> EARLIER;
                    case "wrote" -> WROTE;
                    case "later" -> LATER;
                    case "other" -> new Position("rebuilt", 3, 1);
                    default -> throw new IllegalArgumentException(name);
                };
        var said =
                new Announcement(
                        name,
                        TAG,
                        List.of(TAG.host()),
                        Optional.empty(),
                        NOW,
                        new Announcement.Origin(
                                "test",
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        return new PositionedEvent(
                new ImageEvent.Pushed(said, NEW, Optional.empty(), NOW), position);
    }

    private static History history(String remembered) {
        Optional<Wrote> wrote =
                remembered.startsWith("wrote")
                        ? Optional.of(new Wrote(NEW, WROTE, true, times(remembered)))
                        : Optional.empty();
        Optional<OutcomeKind> owed =
                Stream.of(OutcomeKind.Held, OutcomeKind.Contested)
                        .filter(kind -> remembered.endsWith(kind.name().toLowerCase(Locale.ROOT)))
                        .findFirst();
        return new History(
                switch (remembered) {
                    case "newer word" -> Optional.of(new History.Word(Optional.of(OLD), LATER));
                    case "newer, the same" ->
                            Optional.of(new History.Word(Optional.of(NEW), LATER));
                    case "newer, gone" -> Optional.of(new History.Word(Optional.empty(), LATER));
                    default -> Optional.empty();
                },
                wrote,
                owed.map(kind -> new Owed(kind, Optional.of(NEW), WROTE, "id", NOW, "went back")));
    }

    private static List<Instant> times(String remembered) {
        return switch (remembered) {
            case "wrote twice" -> List.of(NOW.minusSeconds(60), NOW.minusSeconds(30));
            case "wrote long ago" -> List.of(NOW.minusSeconds(6000), NOW.minusSeconds(30));
            default -> List.of(NOW.minusSeconds(60));
        };
    }

    private static Workload workload(String state) {
        String mark = new Holds(Map.of(), false).with(TAG, new Holds.Mark(NEW, WROTE)).text();
        Pins older = pins(OLD, EARLIER);
        return switch (state) {
            case "plain" -> workload(IMAGE, Pins.Known.none(), Map.of());
            case "reapplied" -> workload(IMAGE, pins(NEW, WROTE), Map.of());
            case "undone" -> workload(IMAGE + "@" + OLD, older, Map.of());
            case "held" -> workload(IMAGE + "@" + OLD, older, Map.of(Holds.ANNOTATION, mark));
            case "own words" ->
                    workload(IMAGE + "@" + OLD, older, Map.of(Holds.ANNOTATION, "until Monday"));
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static Pins pins(Digest digest, Position position) {
        return new Pins.Known(Map.of("web", new Pin(IMAGE, digest, position)));
    }

    private static Workload workload(String image, Pins pins, Map<String, String> annotations) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid-1",
                "7",
                Map.of(),
                annotations,
                Optional.empty(),
                pins,
                List.of(
                        new Container(
                                "web",
                                new Container.Slot(false, 0),
                                image,
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("some-operator"))),
                new Workload.Rollout(Workload.RestartStyle.TEMPLATE_ANNOTATION, false, false),
                new Workload.AnnotationMaps(true, true, true));
    }

    /// As the cluster has it after the write.
    private static Workload after(Workload before, Decision.Write write) {
        String image =
                write.changes().isEmpty()
                        ? before.containers().getFirst().image()
                        : write.changes().getFirst().to();
        return workload(
                image,
                write.pins(),
                write instanceof Decision.Hold hold
                        ? Map.of(Holds.ANNOTATION, hold.holds().text())
                        : Map.of());
    }

    private static History after(
            History before, PositionedEvent event, Decision.Write write, Policy policy) {
        return write instanceof Decision.Hold
                ? new History(
                        before.newestWord(),
                        before.wrote(),
                        Optional.of(
                                new Owed(
                                        OutcomeKind.Held,
                                        Optional.of(NEW),
                                        event.position(),
                                        "id",
                                        NOW,
                                        "")))
                : new History(
                        before.newestWord(),
                        Optional.of(
                                new Wrote(
                                        NEW, event.position(), policy == Policy.PIN, List.of(NOW))),
                        Optional.empty());
    }
}
