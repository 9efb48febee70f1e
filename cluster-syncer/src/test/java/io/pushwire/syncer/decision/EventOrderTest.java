// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.policy.Policy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What a workload comes to does not depend on the order in which the events of its tags are
/// handled, nor on how often.
class EventOrderTest {

    private static final Instant NOW = WorkloadExample.NOW;
    private static final int ORDERS = 300;
    private static final int PUSHES = 4;
    private static final ImageTag WEB = tag("team/web");
    private static final ImageTag PROXY = tag("team/proxy");
    private static final ImageTag STRANGE = tag("team/strange");

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"PIN", "RESTART", "RECREATE"})
    void tagsThatAreInterleavedInAnyWayComeToTheSame(Policy policy) {
        Workload expected = handle(inLogOrder(), policy);
        assertThat(expected.pins()).isNotEqualTo(Pins.Known.none());

        for (int seed = 0; seed < ORDERS; seed++) {
            assertThat(handle(interleaved(new Random(seed)), policy))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    /// A rebalance hands over what its last owner had not committed.
    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"PIN", "RESTART", "RECREATE"})
    void eventsThatComeAgainOrTooLateChangeNothing(Policy policy) {
        Workload expected = handle(inLogOrder(), policy);

        for (int seed = 0; seed < ORDERS; seed++) {
            List<PositionedEvent> events = new ArrayList<>(inLogOrder());
            events.addAll(inLogOrder());
            Collections.shuffle(events, new Random(seed));

            assertThat(handle(events, policy)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static List<PositionedEvent> inLogOrder() {
        var events = new ArrayList<PositionedEvent>();
        events.addAll(pushes(WEB, 0));
        events.addAll(pushes(PROXY, 1));
        events.addAll(pushes(STRANGE, 2));
        return events;
    }

    /// Each tag's own events stay in their order.
    private static List<PositionedEvent> interleaved(Random random) {
        var tags =
                new ArrayList<>(
                        List.of(
                                new ArrayList<>(pushes(WEB, 0)),
                                new ArrayList<>(pushes(PROXY, 1)),
                                new ArrayList<>(pushes(STRANGE, 2))));
        var events = new ArrayList<PositionedEvent>();
        while (!tags.isEmpty()) {
            List<PositionedEvent> next = tags.get(random.nextInt(tags.size()));
            events.add(next.removeFirst());
            tags.removeIf(List::isEmpty);
        }
        return events;
    }

    private static List<PositionedEvent> pushes(ImageTag tag, int partition) {
        var pushes = new ArrayList<PositionedEvent>();
        for (int offset = 1; offset <= PUSHES; offset++) {
            var digest = new Digest("sha256:%032x%032x".formatted(partition, offset));
            var said =
                    new Announcement(
                            tag + "@" + offset,
                            tag,
                            List.of(tag.host()),
                            Optional.empty(),
                            NOW,
                            new Announcement.Origin(
                                    "test",
                                    "distribution",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()));
            pushes.add(
                    new PositionedEvent(
                            new ImageEvent.Pushed(said, digest, Optional.empty(), NOW),
                            new Position("log", partition, offset)));
        }
        return pushes;
    }

    /// As a syncer does: decides, writes, and remembers what it wrote.
    private static Workload handle(List<PositionedEvent> events, Policy policy) {
        Workload workload = workload();
        Map<ImageTag, Wrote> memory = new HashMap<>();
        for (PositionedEvent event : events) {
            ImageTag tag = event.event().announcement().image();
            Decision decision =
                    Decider.decide(
                            event,
                            workload,
                            WorkloadExample.found(policy),
                            new History(
                                    Optional.empty(),
                                    Optional.ofNullable(memory.get(tag)),
                                    Optional.empty()),
                            Optional.empty(),
                            NOW);
            assertThat(decision).isNotInstanceOf(Decision.Hold.class);
            if (decision instanceof Decision.Write write) {
                workload = after(workload, write);
                memory.put(
                        tag,
                        new Wrote(
                                ((ImageEvent.Located) event.event()).digest(),
                                event.position(),
                                policy == Policy.PIN,
                                List.of(NOW)));
            }
        }
        return workload;
    }

    private static Workload workload() {
        return workload(
                Pins.Known.none(),
                List.of(
                        container("migrate", new Container.Slot(true, 0), WEB.toString()),
                        container("web", new Container.Slot(false, 0), WEB.toString()),
                        container("proxy", new Container.Slot(false, 1), PROXY.toString()),
                        container("other", new Container.Slot(false, 2), "team/other:1")));
    }

    private static Workload after(Workload before, Decision.Write write) {
        List<Container> containers = new ArrayList<>(before.containers());
        containers.replaceAll(container ->
                write.changes().stream()
                        .filter(change -> change.container().equals(container))
                        .map(change -> container(container.name(), container.slot(), change.to()))
                        .findFirst()
                        .orElse(container));
        return workload(write.pins(), containers);
    }

    private static Container container(String name, Container.Slot slot, String image) {
        return new Container(name, slot, image, true, Optional.empty(), Optional.empty());
    }

    private static Workload workload(Pins pins, List<Container> containers) {
        return new Workload(
                new WorkloadRef("Deployment", "default", "web"),
                "uid-1",
                "7",
                Map.of(),
                Map.of(),
                Optional.empty(),
                pins,
                containers,
                new Workload.Rollout(Workload.RestartStyle.TEMPLATE_ANNOTATION, false, false),
                new Workload.AnnotationMaps(true, true, true));
    }

    private static ImageTag tag(String repository) {
        return new ImageTag("registry.example.com", repository, "1");
    }
}
