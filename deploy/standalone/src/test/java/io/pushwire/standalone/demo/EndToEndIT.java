// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.standalone.Parts;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Ports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/// Real parts all the way: Docker Distribution, the standalone as a process with its broker, and
/// the sandbox cluster, whose journal says what was really written.
@Timeout(150)
final class EndToEndIT {

    private static final String AUTHORIZATION = "Bearer end-to-end";

    @TempDir Path directory;

    private final Parts parts = new Parts();
    private StandaloneProgram standalone;
    private ClusterApi cluster;
    private SampleWorkloads samples;
    private ImageTag tag;

    @BeforeEach
    void start() throws Exception {
        StateDirectory state = parts.add(StateDirectory.open(directory));
        tag = new ImageTag("127.0.0.1:" + Ports.free(), "team/web", "1");
        Path config =
                Files.writeString(
                        directory.resolve("config.yml"),
                        """
                        pushwire:
                          sources:
                            demo:
                              dialect: distribution
                              registry: %s
                              auth: {header: {name: Authorization, value: %s}}
                              look-up: {plain-http: true}
                        """
                                .formatted(tag.host(), AUTHORIZATION));
        standalone =
                StandaloneProgram.ready(
                        parts.add(
                                StandaloneProgram.start(
                                        state,
                                        Ports.free(),
                                        config,
                                        List.of("--kubernetes=sandbox"))));
        cluster = ClusterApi.of(state.data().resolve("sandbox.kubeconfig"));
        samples = new SampleWorkloads(cluster, "default", tag.toString());
        samples.create();
        standalone.awaitWorkloads(SampleWorkloads.COUNT);
    }

    @AfterEach
    void end() {
        parts.close();
    }

    @Test
    void aPushToARealRegistryMovesExactlyTheWorkloadsThatUseTheTag() throws Exception {
        boolean installed = DockerRegistry.find().isPresent();
        if (!installed) {
            System.out.println("SKIPPED: docker-registry is not installed");
        }
        Assumptions.assumeTrue(installed);
        parts.add(
                DockerRegistry.start(
                        DockerRegistry.find().orElseThrow(),
                        directory.resolve("registry"),
                        Integer.parseInt(tag.host().split(":", -1)[1]),
                        standalone.hook(),
                        AUTHORIZATION));
        String db = samples.db();

        Digest digest = TinyImage.push(tag, directory.resolve("registry"), "used");
        var unused = new ImageTag(tag.host(), "team/unused", "1");
        TinyImage.push(unused, directory.resolve("registry"), "not used");

        try (var log = EventLog.open(standalone.kafka(), "default")) {
            EventLog.Stored event = log.awaitEvent(tag, seconds(30));
            assertThat(log.awaitOutcomes(event, 2, seconds(30)))
                    .extracting(Outcome::kind)
                    .containsOnly(OutcomeKind.Written);
            EventLog.Stored miss = log.awaitEvent(unused, seconds(30));
            assertThat(log.awaitOutcomes(miss, 1, seconds(30)))
                    .extracting(Outcome::kind)
                    .containsExactly(OutcomeKind.Unused);
        }
        assertThat(samples.webImage()).isEqualTo(tag + "@" + digest);
        assertThat(samples.nightlyInitImage()).isEqualTo(tag + "@" + digest);
        assertThat(samples.nightlyImage()).isEqualTo(SampleWorkloads.REPORT_IMAGE);
        assertThat(samples.db()).isEqualTo(db);
        assertThat(appliedPatches("web")).isEqualTo(1);
        assertThat(appliedPatches("db")).isZero();
    }

    @Test
    void theSameNotificationTwiceIsOnePatch() throws Exception {
        String notification = RecordedPush.notification(tag);

        RecordedPush.send(standalone.hook(), AUTHORIZATION, notification);
        RecordedPush.send(standalone.hook(), AUTHORIZATION, notification);

        try (var log = EventLog.open(standalone.kafka(), "default")) {
            Eventually.eventually(() -> {
                log.poll();
                assertThat(log.outcomes())
                        .filteredOn(outcome -> named(outcome, "web"))
                        .extracting(Outcome::kind)
                        .containsExactly(OutcomeKind.Written, OutcomeKind.SameDigest);
            });
        }
        assertThat(samples.webImage()).isEqualTo(tag + "@" + RecordedPush.DIGEST);
        assertThat(appliedPatches("web")).isEqualTo(1);
        assertThat(appliedPatches("nightly")).isEqualTo(1);
    }

    private static boolean named(Outcome outcome, String name) {
        return outcome.workload().filter(workload -> workload.name().equals(name)).isPresent();
    }

    private long appliedPatches(String name) throws Exception {
        JsonNode journal = cluster.get("/sandbox/journal");
        return StreamSupport.stream(journal.findValue("entries").spliterator(), false)
                .filter(entry -> entry.path("method").asText().equals("PATCH"))
                .filter(entry -> entry.path("fieldManager").asText().equals("pushwire"))
                .filter(entry -> entry.path("name").asText().equals(name))
                .filter(entry -> entry.path("applied").asBoolean())
                .count();
    }

    private static Deadline seconds(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds));
    }
}
