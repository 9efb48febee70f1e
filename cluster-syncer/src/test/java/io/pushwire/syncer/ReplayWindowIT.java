// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.inventory.Heartbeat;
import io.pushwire.kafka.Topics;
import io.pushwire.wire.ImageEventCodec;
import io.pushwire.wire.InventoryCodec;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which events a replay reads, and which cluster it refuses to write to.
@Timeout(240)
class ReplayWindowIT {

    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final ReplayRig rig = new ReplayRig("window");

    @BeforeEach
    void makeTopics() {
        rig.syncer(rig.namespace).close();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void endsBeforeATime() {
        var first = push("a", "one");
        var second = push("b", "one");
        var last = push("a", "one");

        assertThat(places("--from", begun(), "--to", time(last)))
                .containsExactly(place(first), place(second));
        assertThat(places("--from", time(second), "--to", time(last)))
                .containsExactly(place(second));
    }

    @Test
    void endsBeforeAPosition() {
        var first = push("a", "one");
        var second = push("a", "one");
        var last = push("a", "one");

        assertThat(places("--from", place(first), "--to", place(last)))
                .containsExactly(place(first), place(second));
    }

    @Test
    void readsOnlyOneSource() {
        push("a", "one");
        var other = push("b", "another");
        push("a", "one");

        assertThat(places("--from", begun(), "--source", "another")).containsExactly(place(other));
        assertThat(places("--from", begun(), "--source", "nobody")).isEmpty();
    }

    @Test
    void readsOneTagOfManyInTheOrderOfTheLog() {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            var at = push("tag-" + i % 20, "one");
            if (i % 20 == 7) {
                wanted.add(place(at));
            }
        }

        assertThat(placesOf("--from", begun(), "--image", rig.tag("tag-7").toString()))
                .containsExactlyElementsOf(wanted);
    }

    @Test
    void mergesThePartitionsByTime() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(place(push("tag-" + i % 13, i % 2 == 0 ? "one" : "another")));
        }

        assertThat(places("--from", begun())).containsExactlyElementsOf(all);
    }

    @Test
    void writesNothingWhereTheNameIsAnotherClusters() {
        rig.rebuild("web", "pin");
        push("web", "one");
        rig.log.send(
                InventoryCodec.write(
                        Topics.inventory(rig.namespace),
                        new Heartbeat(rig.namespace, UUID.randomUUID().toString(), Instant.now())));

        assertThat(rig.replay(rig.namespace, "--apply", "--yes")).isEqualTo(1);

        assertThat(rig.err())
                .contains("is the name of another cluster")
                .contains("cluster-syncer forget " + rig.namespace);
        assertThat(rig.image("web")).isEqualTo(rig.tag("web").toString());
    }

    private List<String> places(String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(List.of("--image", rig.glob()));
        return placesOf(all.toArray(String[]::new));
    }

    private List<String> placesOf(String... flags) {
        List<String> all = new ArrayList<>(List.of("replay", "-o", "json"));
        all.addAll(List.of(flags));
        assertThat(rig.execute(rig.namespace, all.toArray(String[]::new))).as(rig.err()).isZero();
        return rig.rows().stream().map(ReplayRig::place).toList();
    }

    private String begun() {
        return rig.begun.toString();
    }

    private static String place(RecordMetadata at) {
        return at.partition() + "@" + at.offset();
    }

    private static String time(RecordMetadata at) {
        return Instant.ofEpochMilli(at.timestamp()).toString();
    }

    /// Each in a millisecond of its own.
    private RecordMetadata push(String name, String source) {
        var said =
                new Announcement(
                        UUID.randomUUID().toString(),
                        rig.tag(name),
                        List.of("registry.example.com"),
                        Optional.empty(),
                        Instant.now(),
                        new Announcement.Origin(
                                source,
                                "distribution",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        RecordMetadata at =
                rig.log.send(
                        ImageEventCodec.write(
                                Topics.IMAGE_EVENTS,
                                new ImageEvent.Pushed(
                                        said, DIGEST, Optional.empty(), Instant.now())));
        eventually(() -> assertThat(System.currentTimeMillis()).isGreaterThan(at.timestamp()));
        return at;
    }
}
