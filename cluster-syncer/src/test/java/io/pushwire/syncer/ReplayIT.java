// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.syncer.ReplayRig.outcome;
import static io.pushwire.syncer.ReplayRig.place;
import static io.pushwire.syncer.ReplayRig.workload;
import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a real syncer did is read back, and done again.
@Timeout(240)
class ReplayIT {

    private static final Digest FIRST = new Digest("sha256:" + "1".repeat(64));
    private static final Digest SECOND = new Digest("sha256:" + "2".repeat(64));

    private final ReplayRig rig = new ReplayRig("replay");

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tellsWhatTheLogSaysAndTouchesNoOffset() throws Exception {
        var pushes = new Pushes(rig.api, rig.log, rig.namespace);
        pushes.createDeployments(3);
        try (var _ = rig.syncer(rig.namespace)) {
            pushes.push(240);
            for (int i = 0; i < 40; i++) {
                rig.log.push(rig.tag("nobody-" + i % 5), new Digest("sha256:%064x".formatted(i)));
            }
            pushes.awaitAllDone();
            eventually(() -> assertThat(rig.walk(Topics.MISSES)).hasSize(40));
            eventually(() -> assertThat(committed().values()).containsAll(ends().values()));
            Map<TopicPartition, Long> committed = committed();
            Set<String> groups = groups();

            assertThat(rig.replay(rig.namespace, "-o", "json")).as(rig.err()).isZero();

            assertThat(committed()).isEqualTo(committed);
            assertThat(groups()).isEqualTo(groups);
        }
        assertIsTheLog(rig.rows());
        assertJudgedAgainstToday(rig.rows());
    }

    /// By a reading that has nothing in common with the command's.
    private void assertIsTheLog(List<JsonObject> rows) {
        Map<String, Map<String, String>> outcomes = new HashMap<>();
        List<JsonObject> recorded = rig.walk(Topics.outcomes(rig.namespace));
        recorded.addAll(rig.walk(Topics.MISSES));
        for (JsonObject each : recorded) {
            outcomes.computeIfAbsent(place(each.getAsJsonObject("event")), _ -> new HashMap<>())
                    .putIfAbsent(workload(each), each.get("kind").getAsString());
        }
        List<JsonObject> events = rig.walk(Topics.IMAGE_EVENTS);
        assertThat(events).hasSize(280);
        Map<String, JsonObject> byPlace = new HashMap<>();
        events.forEach(event -> byPlace.put(place(event), event));
        Map<String, Map<String, String>> told = new HashMap<>();
        Map<Integer, Long> last = new HashMap<>();
        for (JsonObject row : rows) {
            JsonObject event = Objects.requireNonNull(byPlace.get(place(row)), row.toString());
            assertThat(row.get("digest")).isEqualTo(event.get("digest"));
            assertThat(row.get("image").getAsString())
                    .endsWith(event.get("repository").getAsString() + ":1");
            told.computeIfAbsent(place(row), _ -> new HashMap<>())
                    .put(workload(row), outcome(row, "then"));
            long offset = row.get("offset").getAsLong();
            assertThat(offset)
                    .isGreaterThanOrEqualTo(
                            last.getOrDefault(row.get("partition").getAsInt(), -1L));
            last.put(row.get("partition").getAsInt(), offset);
        }
        assertThat(told).isEqualTo(outcomes).hasSize(280);
    }

    private static void assertJudgedAgainstToday(List<JsonObject> rows) {
        Map<String, String> newest = new HashMap<>();
        rows.forEach(
                row -> newest.put(row.get("image").getAsString(), row.get("digest").getAsString()));
        for (JsonObject row : rows) {
            boolean isNewest =
                    row.get("digest")
                            .getAsString()
                            .equals(newest.get(row.get("image").getAsString()));
            String expected = isNewest ? "SameDigest" : "Superseded";
            assertThat(outcome(row, "now"))
                    .as("%s", row)
                    .isEqualTo(workload(row).equals("-") ? "Unused" : expected);
            assertThat(row.get("differs").getAsBoolean()).as("%s", row).isFalse();
        }
    }

    @Test
    void bringsARebuiltClusterToWhereTheOldOneWas() {
        List<String> names = List.of("a", "b", "c", "d");
        names.forEach(name -> rig.rebuild(name, name.equals("d") ? "restart" : "pin"));
        Map<String, String> images = new HashMap<>();
        try (var _ = rig.syncer(rig.namespace)) {
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < names.size(); i++) {
                    pushed(names.get(i), new Digest("sha256:%064x".formatted(round * 10 + i + 1)));
                }
            }
            names.forEach(name -> images.put(name, rig.image(name)));
        }
        names.forEach(name -> rig.rebuild(name, name.equals("d") ? "restart" : "pin"));
        String rebuilt = rig.namespace + "-new";

        assertThat(rig.replay(rebuilt, "--cluster", rig.namespace)).as(rig.err()).isZero();
        assertThat(rig.out())
                .contains("patched %s/a".formatted(rig.namespace))
                .contains("would patch %s/a".formatted(rig.namespace))
                .contains("would restart %s/d".formatted(rig.namespace))
                .contains("leave: newer event known (sha256:000000000000)");
        assertThat(rig.image("a")).isEqualTo(rig.tag("a").toString());

        assertThat(rig.replay(rebuilt, "--apply", "--yes", "--by", "anna")).as(rig.err()).isZero();
        assertThat(rig.out())
                .contains("4 events would change 4 workloads: 3 written, 1 restarted")
                .contains("done: 3 written, 1 restarted");
        names.forEach(name -> assertThat(rig.image(name)).isEqualTo(images.get(name)));
        assertThat(rig.annotations("d")).contains("sha256:%064x".formatted(44));
        assertThat(rig.log.read(Topics.outcomes(rebuilt)))
                .hasSize(4)
                .extracting(Outcome::detail)
                .allMatch(detail -> detail.endsWith("; by a replay that anna started"));

        assertThat(rig.replay(rebuilt, "--apply", "--yes")).isZero();
        assertThat(rig.out()).contains("nothing would be written");
        List<Long> generations = names.stream().map(this::generation).toList();
        try (var _ = rig.syncer(rebuilt)) {
            pushed(rebuilt, "a", SECOND);
            assertThat(rig.image("a")).endsWith(SECOND.toString());
            assertThat(generation("b")).isEqualTo(generations.get(1));
            assertThat(generation("d")).isEqualTo(generations.get(3));
        }
    }

    @Test
    void bringsARebuiltClusterToTheStateOfATime() {
        rig.rebuild("web", "pin");
        long time;
        try (var _ = rig.syncer(rig.namespace)) {
            time = pushed("web", FIRST);
            eventually(() -> assertThat(System.currentTimeMillis()).isGreaterThan(time));
            pushed("web", SECOND);
            String asOf = Instant.ofEpochMilli(time).toString();

            assertThat(rig.replay(rig.namespace, "--as-of", asOf, "--apply", "--yes")).isEqualTo(1);
            assertThat(rig.err()).contains("Stop it first");
        }
        rig.rebuild("web", "pin");
        String rebuilt = rig.namespace + "-new";
        String asOf = Instant.ofEpochMilli(time).toString();

        assertThat(rig.replay(rebuilt, "--as-of", asOf, "-o", "json")).as(rig.err()).isZero();
        assertThat(rig.rows())
                .singleElement()
                .satisfies(row -> assertThat(outcome(row, "now")).isEqualTo("Written"));

        assertThat(rig.replay(rebuilt, "--as-of", asOf, "--apply", "--yes")).as(rig.err()).isZero();
        assertThat(rig.image("web")).isEqualTo(rig.tag("web") + "@" + FIRST);
    }

    @Test
    void writesNothingWhereItIsPaused() {
        rig.rebuild("web", "pin");
        try (var _ = rig.syncer(rig.namespace)) {
            pushed("web", FIRST);
        }
        rig.rebuild("web", "pin");
        assertThat(
                        rig.execute(
                                rig.namespace,
                                "pause",
                                "--namespace",
                                rig.namespace,
                                "--reason",
                                "audit"))
                .isZero();

        assertThat(rig.replay(rig.namespace)).isZero();
        assertThat(rig.out()).contains("leave %s/web: namespace".formatted(rig.namespace));
        assertThat(rig.replay(rig.namespace, "--apply", "--yes")).isZero();
        assertThat(rig.out()).contains("nothing would be written");
        assertThat(rig.image("web")).isEqualTo(rig.tag("web").toString());

        assertThat(rig.execute(rig.namespace, "resume", "--namespace", rig.namespace)).isZero();
        assertThat(rig.replay(rig.namespace, "--apply", "--yes")).as(rig.err()).isZero();
        assertThat(rig.image("web")).isEqualTo(rig.tag("web") + "@" + FIRST);
    }

    @Test
    void saysWhereItStoppedAndGoesOnFromThere() throws Exception {
        try (var _ = rig.syncer(rig.namespace)) {
            // Its topics are there now.
        }
        for (int i = 0; i < 900; i++) {
            rig.log.push(rig.tag("nobody-" + i % 7), new Digest("sha256:%064x".formatted(i)));
        }
        try (var interrupted = ReplayProcess.start(rig)) {
            List<String> first = interrupted.lines(10);
            interrupted.interrupt();
            first.addAll(interrupted.rest());

            assertThat(interrupted.exitCode()).isEqualTo(143);
            assertThat(first.size()).isLessThan(900);
            String from = interrupted.said("--from (\\S+)");
            assertThat(
                            rig.execute(
                                    rig.namespace,
                                    "replay",
                                    "--from",
                                    from,
                                    "--image",
                                    rig.glob(),
                                    "-o",
                                    "json"))
                    .as(rig.err())
                    .isZero();
            List<String> places = new ArrayList<>();
            ReplayRig.rows(String.join("\n", first)).forEach(row -> places.add(place(row)));
            rig.rows().forEach(row -> places.add(place(row)));
            assertThat(places).doesNotHaveDuplicates().hasSize(900);
        }
    }

    @Test
    void printsOnlyWhereAnotherConfigurationDiffers(@TempDir Path folder) throws Exception {
        rig.rebuild("pinned", "pin");
        rig.api.createDeployment(rig.namespace, "web", rig.tag("web").toString());
        try (var _ = rig.syncer(rig.namespace)) {
            pushed("pinned", FIRST);
            pushed("web", FIRST);
            pushed("web", SECOND);
        }
        Path file = folder.resolve("notify.yml");
        Files.writeString(file, "pushwire: {policy: notify}\n");

        assertThat(rig.replay(rig.namespace, "--policy-file", file.toString(), "-o", "json"))
                .as(rig.err())
                .isZero();
        assertThat(rig.rows())
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(workload(row)).isEqualTo("web");
                    assertThat(outcome(row, "now")).isEqualTo("Written");
                    assertThat(outcome(row, "other")).isEqualTo("Notified");
                });

        Files.writeString(file, "pushwire: {namespaces: {exclude: [%s]}}".formatted(rig.namespace));
        assertThat(rig.replay(rig.namespace, "--policy-file", file.toString(), "-o", "csv"))
                .isZero();
        assertThat(rig.out().lines().skip(1))
                .hasSize(3)
                .allMatch(row -> row.contains("NotSelected"));

        Files.writeString(file, "pushwire: {polcy: notify}");
        assertThat(rig.replay(rig.namespace, "--policy-file", file.toString())).isEqualTo(1);
        assertThat(rig.err()).contains("pushwire.polcy").contains("did you mean pushwire.policy?");

        Files.writeString(file, "pushwire: {cluster: other}");
        assertThat(rig.replay(rig.namespace, "--policy-file", file.toString())).isEqualTo(1);
        assertThat(rig.err()).contains("take pushwire.cluster out");
    }

    /// @return the time of its record
    private long pushed(String name, Digest digest) {
        return pushed(rig.namespace, name, digest);
    }

    private long pushed(String cluster, String name, Digest digest) {
        ImageTag tag = rig.tag(name);
        var event = rig.log.push(tag, digest);
        assertThat(rig.log.outcomes(Topics.outcomes(cluster), event, 1))
                .extracting(Outcome::kind)
                .containsAnyOf(OutcomeKind.Written, OutcomeKind.Restarted);
        return event.timestamp();
    }

    private long generation(String name) {
        return rig.api.generation(ReplayRig.DEPLOYMENTS, rig.namespace, name);
    }

    private Map<TopicPartition, Long> committed() throws Exception {
        try (var admin = EmbeddedKafka.admin()) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
                    admin.listConsumerGroupOffsets("pushwire." + rig.namespace)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .entrySet()) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
            return offsets;
        }
    }

    private Map<TopicPartition, Long> ends() throws Exception {
        try (var admin = EmbeddedKafka.admin()) {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                asked.put(new TopicPartition(Topics.IMAGE_EVENTS, i), OffsetSpec.latest());
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                    admin.listOffsets(asked).all().get().entrySet()) {
                ends.put(each.getKey(), each.getValue().offset());
            }
            return ends;
        }
    }

    private static Set<String> groups() throws Exception {
        try (var admin = EmbeddedKafka.admin()) {
            Set<String> groups = new HashSet<>();
            admin.listGroups().all().get().forEach(group -> groups.add(group.groupId()));
            return groups;
        }
    }
}
