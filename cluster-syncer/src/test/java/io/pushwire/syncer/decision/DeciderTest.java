// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.syncer.decision.Decision.Leave;
import io.pushwire.syncer.decision.Decision.Restart;
import io.pushwire.syncer.decision.Decision.SetImages;
import io.pushwire.syncer.decision.Decision.Wait;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.decision.Workload.RestartStyle;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The decision as a table, and the laws that hold for all of it.
class DeciderTest {

    private static final Digest OLD = digest('a');
    private static final Digest NEW = digest('b');
    private static final Digest THEIRS = digest('c');
    private static final String IMAGE = "registry.example.com/team/web:1";
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Position BEFORE = new Position("log", 3, 9);
    private static final Position AT = new Position("log", 3, 10);
    private static final Position AFTER = new Position("log", 3, 11);

    private static final Pins NONE = Pins.Known.none();

    static Stream<Arguments> table() {
        return Stream.of(
                //  row                                policy   image           our annotation
                // leads to
                row("a plain tag is pinned", "pin", IMAGE, NONE, set(IMAGE + "@" + NEW)),
                row(
                        "an older pin of ours moves on",
                        "pin",
                        IMAGE + "@" + OLD,
                        ours(OLD, BEFORE),
                        set(IMAGE + "@" + NEW)),
                row(
                        "our pin of this digest stays",
                        "pin",
                        IMAGE + "@" + NEW,
                        ours(NEW, BEFORE),
                        leave(OutcomeKind.SameDigest)),
                row(
                        "the event again does nothing",
                        "pin",
                        IMAGE + "@" + NEW,
                        ours(NEW, AT),
                        leave(OutcomeKind.SameDigest)),
                row(
                        "a newer pin of ours stays",
                        "pin",
                        IMAGE + "@" + OLD,
                        ours(OLD, AFTER),
                        leave(OutcomeKind.Stale)),
                row(
                        "a tag put back is pinned again",
                        "pin",
                        IMAGE,
                        ours(NEW, AT),
                        set(IMAGE + "@" + NEW)),
                row(
                        "a tag put back waits for the newer",
                        "pin",
                        IMAGE,
                        ours(OLD, AFTER),
                        leave(OutcomeKind.Stale)),
                row(
                        "a rebuilt log is a new order",
                        "pin",
                        IMAGE + "@" + OLD,
                        ours(OLD, new Position("older log", 3, 99)),
                        set(IMAGE + "@" + NEW)),
                row(
                        "a digest that is not ours stays",
                        "pin",
                        IMAGE + "@" + THEIRS,
                        NONE,
                        leave(OutcomeKind.PinnedByUser)),
                row(
                        "so it does over our annotation",
                        "pin",
                        IMAGE + "@" + THEIRS,
                        ours(OLD, BEFORE),
                        leave(OutcomeKind.PinnedByUser)),
                row(
                        "even this digest, if not ours",
                        "pin",
                        IMAGE + "@" + NEW,
                        NONE,
                        leave(OutcomeKind.PinnedByUser)),
                row(
                        "a broken annotation stops us",
                        "pin",
                        IMAGE,
                        new Pins.Broken("broken"),
                        leave(OutcomeKind.InvalidAnnotation)),
                row("ignore ignores", "ignore", IMAGE, NONE, leave(OutcomeKind.IgnoredByPolicy)),
                row("a restart keeps the image", "restart", IMAGE, NONE, restart(IMAGE)),
                row(
                        "a restart gives a pin its tag back",
                        "restart",
                        IMAGE + "@" + OLD,
                        ours(OLD, BEFORE),
                        restart(IMAGE)),
                row(
                        "not twice for one digest",
                        "restart",
                        IMAGE,
                        ours(NEW, AT),
                        leave(OutcomeKind.SameDigest)),
                row(
                        "not for an older event",
                        "restart",
                        IMAGE,
                        ours(OLD, AFTER),
                        leave(OutcomeKind.Stale)),
                row(
                        "a user's pin would not change",
                        "restart",
                        IMAGE + "@" + THEIRS,
                        NONE,
                        leave(OutcomeKind.PinnedByUser)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void decidesByTheTable(String row, Policy policy, String image, Pins pins, Decision expected) {
        Workload workload = workload(pins, container("web", image));

        Decision decision = decide(push(NEW, AT), workload, policy, NOW);

        assertThat(gist(decision)).as(row).isEqualTo(gist(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void decidingAgainAfterTheWriteLeavesTheWorkload(
            String row, Policy policy, String image, Pins pins) {
        Workload workload = workload(pins, container("web", image));
        if (!(decide(push(NEW, AT), workload, policy, NOW) instanceof Decision.Write write)) {
            return;
        }

        Decision again = decide(push(NEW, AT), applied(workload, write), policy, NOW);

        assertThat(again).as(row).isInstanceOf(Leave.class);
        assertThat(((Leave) again).why()).isEqualTo(OutcomeKind.SameDigest);
    }

    @Test
    void restartsOnlyWhatWouldPullAgain() {
        var cached =
                new Container(
                        "web",
                        new Container.Slot(false, 0),
                        IMAGE,
                        false,
                        Optional.empty(),
                        Optional.empty());

        Decision decision = decide(push(NEW, AT), workload(NONE, cached), Policy.RESTART, NOW);

        assertThat(decision)
                .isEqualTo(
                        new Leave(
                                OutcomeKind.CannotRestart,
                                "container web would not pull again: set its imagePullPolicy to"
                                        + " Always, or use policy pin"));
    }

    @Test
    void restartsNothingThatRunsNoPods() {
        Workload cronJob =
                new Workload(
                        new WorkloadRef("CronJob", "default", "nightly"),
                        "uid-1",
                        "7",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        NONE,
                        List.of(container("web", IMAGE)),
                        new Workload.Rollout(RestartStyle.NONE, false, false),
                        new Workload.AnnotationMaps(true, true, true));

        Decision decision = decide(push(NEW, AT), cronJob, Policy.RESTART, NOW);

        assertThat(((Leave) decision).why()).isEqualTo(OutcomeKind.CannotRestart);
    }

    @Test
    void waitsWithARestartUntilTheTagCanBeTrusted() {
        Instant early = NOW.minusSeconds(1);

        Decision decision =
                decide(
                        push(NEW, AT),
                        workload(NONE, container("web", IMAGE)),
                        Policy.RESTART,
                        early);

        assertThat(decision).isEqualTo(new Wait(NOW));
    }

    @Test
    void pinsAllContainersInOneWriteAndKeepsTheUsersOwn() {
        Workload workload =
                workload(
                        NONE,
                        container("migrate", IMAGE),
                        container("theirs", IMAGE + "@" + THEIRS),
                        container("other", "registry.example.com/team/other:1"),
                        container("web", IMAGE));

        Decision decision = decide(push(NEW, AT), workload, Policy.PIN, NOW);

        assertThat(((SetImages) decision).changes())
                .extracting(change -> change.container().name())
                .containsExactly("migrate", "web");
        assertThat(((SetImages) decision).pins().byContainer())
                .containsExactly(
                        Map.entry("migrate", new Pin(IMAGE, NEW, AT)),
                        Map.entry("web", new Pin(IMAGE, NEW, AT)));
    }

    @Test
    void forgetsContainersThatAreGone() {
        Pins pins = new Pins.Known(Map.of("gone", new Pin(IMAGE, OLD, BEFORE)));

        Decision decision =
                decide(push(NEW, AT), workload(pins, container("web", IMAGE)), Policy.PIN, NOW);

        assertThat(((SetImages) decision).pins().byContainer()).containsOnlyKeys("web");
    }

    @Test
    void keepsTheHostAsItWasTyped() {
        Announcement said = announcement("registry.example.com", "harbor.internal:8080");
        var event =
                new PositionedEvent(new ImageEvent.Pushed(said, NEW, Optional.empty(), NOW), AT);

        Decision decision =
                decide(
                        event,
                        workload(NONE, container("web", "harbor.internal:8080/team/web:1")),
                        Policy.PIN,
                        NOW);

        assertThat(((SetImages) decision).changes().getFirst().to())
                .isEqualTo("harbor.internal:8080/team/web:1@" + NEW);
    }

    @Test
    void reportsADeletedTagAndTouchesNothing() {
        var deleted =
                new PositionedEvent(
                        new ImageEvent.Deleted(announcement("registry.example.com")), AT);

        Decision decision =
                decide(deleted, workload(NONE, container("web", IMAGE)), Policy.PIN, NOW);

        assertThat(((Leave) decision).why()).isEqualTo(OutcomeKind.Deleted);
    }

    @Test
    void leavesWhatIsNotSelected() {
        Decision decision =
                Decider.decide(
                        push(NEW, AT),
                        workload(new Pins.Broken("broken"), container("web", IMAGE)),
                        new PolicyReading.NotSelected("is excluded"),
                        NOW);

        assertThat(decision).isEqualTo(new Leave(OutcomeKind.NotSelected, "is excluded"));
    }

    @Test
    void takesAnUnreadablePolicyForNoPolicyAtAll() {
        Decision decision =
                Decider.decide(
                        push(NEW, AT),
                        workload(NONE, container("web", IMAGE)),
                        new PolicyReading.Invalid("say pin"),
                        NOW);

        assertThat(decision).isEqualTo(new Leave(OutcomeKind.InvalidPolicy, "say pin"));
    }

    private static Workload applied(Workload workload, Decision.Write write) {
        Container[] containers =
                workload.containers().stream()
                        .map(container ->
                                write.changes().stream()
                                        .filter(c -> c.container().equals(container))
                                        .findFirst()
                                        .map(c -> container(container.name(), c.to()))
                                        .orElse(container))
                        .toArray(Container[]::new);
        return workload(write.pins(), containers);
    }

    private static Decision decide(
            PositionedEvent event, Workload workload, Policy policy, Instant now) {
        return Decider.decide(event, workload, WorkloadExample.found(policy), now);
    }

    private static Arguments row(
            String name, String policy, String image, Pins pins, Decision expected) {
        return Arguments.of(name, Policy.configured(policy), image, pins, expected);
    }

    private static Decision set(String to) {
        return new SetImages(
                List.of(new Decision.ImageChange(container("web", ""), to)), Pins.Known.none(), "");
    }

    private static Decision restart(String to) {
        return new Restart(
                List.of(new Decision.ImageChange(container("web", ""), to)),
                Pins.Known.none(),
                "",
                NOW);
    }

    private static Decision leave(OutcomeKind why) {
        return new Leave(why, "");
    }

    private static String gist(Decision decision) {
        return switch (decision) {
            case SetImages(var changes, _, _) -> "set " + changes.getFirst().to();
            case Restart(var changes, _, _, _) -> "restart " + changes.getFirst().to();
            case Decision.Recreate(var changes, _, _, _) -> "recreate " + changes.getFirst().to();
            case Decision.Hold(var holds, _, _) -> "hold " + holds.text();
            case Decision.Notify(var changes) -> "notify " + changes.getFirst().to();
            case Wait(Instant until) -> "wait " + until;
            case Decision.NeedsPods _ -> "needs pods";
            case Leave(OutcomeKind why, _) -> "leave " + why;
        };
    }

    private static Pins ours(Digest digest, Position position) {
        return new Pins.Known(Map.of("web", new Pin(IMAGE, digest, position)));
    }

    @Test
    void anObservationRollsAtThePlaceWhereItWasMade() {
        Position observed = Position.observed("log", 3, 20, 10);
        Workload follows = workload(ours(OLD, AT), container("web", IMAGE + "@" + OLD));

        assertThat(decide(observation(NEW, observed, false), follows))
                .isInstanceOf(SetImages.class);
        assertThat(
                        decide(
                                observation(NEW, observed, false),
                                workload(ours(OLD, AFTER), container("web", IMAGE + "@" + OLD))))
                .isInstanceOfSatisfying(
                        Leave.class, leave -> assertThat(leave.why()).isEqualTo(OutcomeKind.Stale));
    }

    @Test
    void aBaselineAndADoubtfulPushRollNothing() {
        Workload plain = workload(NONE, container("web", IMAGE));
        var doubtful = new PositionedEvent(push(NEW, AT).event(), AT, true);

        assertThat(decide(observation(NEW, Position.observed("log", 3, 1, -1), true), plain))
                .isInstanceOfSatisfying(
                        Leave.class,
                        leave -> assertThat(leave.why()).isEqualTo(OutcomeKind.Baseline));
        assertThat(decide(doubtful, plain))
                .isInstanceOfSatisfying(
                        Leave.class,
                        leave -> assertThat(leave.why()).isEqualTo(OutcomeKind.Doubtful));
    }

    private static Decision decide(PositionedEvent event, Workload workload) {
        return Decider.decide(event, workload, WorkloadExample.found(Policy.PIN), NOW);
    }

    private static PositionedEvent observation(Digest digest, Position at, boolean baseline) {
        return new PositionedEvent(
                new ImageEvent.Observed(
                        announcement("registry.example.com"),
                        digest,
                        Optional.empty(),
                        at.asOf().getAsLong(),
                        baseline),
                at);
    }

    private static Container container(String name, String image) {
        return new Container(
                name,
                new Container.Slot(false, 0),
                image,
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static Workload workload(Pins pins, Container... containers) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid-1",
                "7",
                Map.of(),
                Map.of(),
                Optional.empty(),
                pins,
                Arrays.asList(containers),
                new Workload.Rollout(RestartStyle.TEMPLATE_ANNOTATION, false, false),
                new Workload.AnnotationMaps(true, true, true));
    }

    private static PositionedEvent push(Digest digest, Position position) {
        return new PositionedEvent(
                new ImageEvent.Pushed(
                        announcement("registry.example.com"), digest, Optional.empty(), NOW),
                position);
    }

    private static Announcement announcement(String... hosts) {
        return new Announcement(
                "event",
                new ImageTag(hosts[0], "team/web", "1"),
                List.of(hosts),
                Optional.empty(),
                NOW.minus(Duration.ofSeconds(2)),
                new Announcement.Origin(
                        "test",
                        "distribution",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Digest digest(char digit) {
        return new Digest("sha256:" + String.valueOf(digit).repeat(64));
    }
}
