// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageReference;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Pins.Pin;
import io.pushwire.syncer.decision.Workload.RestartStyle;
import io.pushwire.syncer.policy.OnManaged;
import io.pushwire.syncer.policy.Policy;
import io.pushwire.syncer.policy.PolicyReading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A workload and the event that meets it, both plain but for some states by name.
final class WorkloadExample {

    static final String IMAGE = "registry.example.com/team/web:1";
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    static final Digest OLD = new Digest("sha256:" + "a".repeat(64));
    static final Digest NEW = new Digest("sha256:" + "b".repeat(64));

    private static final Digest ADMITTED = new Digest("sha256:" + "c".repeat(64));

    private static final Position BEFORE = new Position("log", 3, 9);
    private static final Position AT = new Position("log", 3, 10);
    private static final Position AFTER = new Position("log", 3, 11);

    /// What may be out of the ordinary.
    enum State {
        PLAIN,
        ANNOUNCED,
        DELETED,
        DOUBTFUL,
        BASELINE,
        /// An operator writes it.
        OWNED,
        /// Our annotation cannot be read.
        BROKEN,
        /// Pinned, and not by us.
        THEIRS,
        /// Pinned by imago, with its annotation.
        IMAGO,
        /// We pinned it to the digest of the event.
        PINNED,
        /// We restarted it for the digest of the event.
        RESTARTED,
        /// We pinned it because of a later event.
        NEWER,
        PAUSED,
        /// Another tool applies the image.
        APPLIED,
        BETWEEN_JOBS,
        /// Its pods would not ask the registry.
        CACHED,
        /// Scaled to zero.
        NO_PODS,
        /// The tag cannot be trusted yet.
        UNSETTLED,
        /// The API server's answer to our write had a digest that is none of ours.
        ADMITTED,
        /// A pod that nothing would put back.
        BARE,
        /// It is restarted by a time in its spec.
        ROLLOUT_KIND,
        /// Our annotation was written for this very event already.
        BEGUN
    }

    private final Set<State> states;
    private final Workload workload;

    private WorkloadExample(Set<State> states, Workload workload) {
        this.states = states;
        this.workload = workload;
    }

    static WorkloadExample in(String... names) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (String name : names) {
            states.add(State.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        return new WorkloadExample(states, workload(states, List.of(container(states))));
    }

    /// The same with one more container like its first.
    WorkloadExample with(String container) {
        var containers = new ArrayList<>(workload.containers());
        Container first = containers.getFirst();
        containers.add(
                new Container(
                        container,
                        new Container.Slot(false, containers.size()),
                        first.image(),
                        first.alwaysPulls(),
                        first.handedOver(),
                        first.appliedBy()));
        return new WorkloadExample(states, workload(states, containers));
    }

    static PolicyReading.Found found(Policy policy) {
        return found(policy, OnManaged.RESTART);
    }

    static PolicyReading.Found found(Policy policy, OnManaged onManaged) {
        return new PolicyReading.Found(
                new PolicyReading.Choice(policy, "test"), Map.of(), onManaged);
    }

    Decision decide(PolicyReading reading) {
        return Decider.decide(event(), workload, reading, NOW);
    }

    /// As the cluster has it after the write.
    WorkloadExample after(Decision.Write write) {
        var containers = new ArrayList<>(workload.containers());
        containers.replaceAll(container ->
                write.changes().stream()
                        .filter(change -> change.container().equals(container))
                        .map(change -> with(container, change.to()))
                        .findFirst()
                        .orElse(container));
        return new WorkloadExample(states, workload(states, containers, write.pins()));
    }

    private PositionedEvent event() {
        var said =
                new Announcement(
                        "event",
                        new ImageTag("registry.example.com", "team/web", "1"),
                        List.of("registry.example.com"),
                        Optional.empty(),
                        NOW.minusSeconds(2),
                        new Announcement.Origin(
                                "test",
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        Instant settledAt = states.contains(State.UNSETTLED) ? NOW.plusSeconds(1) : NOW;
        var pushed = new ImageEvent.Pushed(said, NEW, Optional.empty(), settledAt);
        if (states.contains(State.ANNOUNCED)) {
            return new PositionedEvent(
                    new ImageEvent.Announced(said, Optional.empty(), Optional.empty()), AT);
        }
        if (states.contains(State.DELETED)) {
            return new PositionedEvent(new ImageEvent.Deleted(said), AT);
        }
        if (states.contains(State.BASELINE)) {
            Position observed = Position.observed("log", 3, 10, 9);
            return new PositionedEvent(
                    new ImageEvent.Observed(said, NEW, Optional.empty(), 9, true), observed);
        }
        return new PositionedEvent(pushed, AT, states.contains(State.DOUBTFUL));
    }

    private static Container container(Set<State> states) {
        String image = IMAGE;
        if (states.contains(State.THEIRS)
                || states.contains(State.IMAGO)
                || states.contains(State.ADMITTED)) {
            image = IMAGE + "@sha256:" + "c".repeat(64);
        } else if (states.contains(State.NEWER)) {
            image = IMAGE + "@" + OLD;
        } else if (states.contains(State.PINNED)) {
            image = IMAGE + "@" + NEW;
        }
        return new Container(
                "web",
                new Container.Slot(false, 0),
                image,
                !states.contains(State.CACHED),
                states.contains(State.IMAGO) && !states.contains(State.NEWER)
                        ? ImageReference.parse(IMAGE)
                        : Optional.empty(),
                states.contains(State.APPLIED) ? Optional.of("kubectl") : Optional.empty());
    }

    private static RestartStyle restart(Set<State> states) {
        if (states.contains(State.BETWEEN_JOBS)) {
            return RestartStyle.NONE;
        }
        if (states.contains(State.BARE)) {
            return RestartStyle.BARE_POD;
        }
        return states.contains(State.ROLLOUT_KIND)
                ? RestartStyle.RESTART_AT
                : RestartStyle.TEMPLATE_ANNOTATION;
    }

    private static Container with(Container container, String image) {
        return new Container(
                container.name(),
                container.slot(),
                image,
                container.alwaysPulls(),
                // Our annotation is there now.
                Optional.empty(),
                container.appliedBy());
    }

    private static Workload workload(Set<State> states, List<Container> containers) {
        return workload(states, containers, pins(states));
    }

    private static Pins pins(Set<State> states) {
        if (states.contains(State.BROKEN)) {
            return new Pins.Broken("annotation pushwire.io/pinned cannot be read");
        }
        if (states.contains(State.NEWER)) {
            return new Pins.Known(Map.of("web", new Pin(IMAGE, OLD, AFTER)));
        }
        boolean newest = states.contains(State.PINNED) || states.contains(State.RESTARTED);
        if (states.contains(State.ADMITTED)) {
            var pin = new Pin(IMAGE, newest ? NEW : OLD, BEFORE);
            return new Pins.Known(Map.of("web", pin.admittedAs(ADMITTED)));
        }
        if (states.contains(State.BEGUN)) {
            return new Pins.Known(Map.of("web", new Pin(IMAGE, NEW, AT)));
        }
        return newest
                ? new Pins.Known(Map.of("web", new Pin(IMAGE, NEW, BEFORE)))
                : Pins.Known.none();
    }

    private static Workload workload(Set<State> states, List<Container> containers, Pins pins) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid-1",
                "7",
                Map.of(),
                Map.of(),
                states.contains(State.OWNED) ? Optional.of("Kafka events") : Optional.empty(),
                pins,
                containers,
                new Workload.Rollout(
                        restart(states),
                        states.contains(State.PAUSED),
                        states.contains(State.NO_PODS)),
                new Workload.AnnotationMaps(true, true, true));
    }
}
