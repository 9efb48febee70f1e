// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

import io.pushwire.control.Directive;
import io.pushwire.control.RecheckRequest;
import io.pushwire.control.Scope;
import io.pushwire.event.Announcement;
import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.Heartbeat;
import io.pushwire.inventory.Owed;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.outcome.Outcome;
import io.pushwire.outcome.OutcomeKind;
import io.pushwire.tag.KnownTag;
import io.pushwire.tag.Watermark;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class WireTest {

    private static final Instant TIME = Instant.parse("2026-11-01T12:00:00.123456789Z");
    private static final Digest DIGEST = new Digest("sha256:" + "a".repeat(64));
    private static final ImageTag IMAGE = new ImageTag("registry.example.com", "team/web", "1");

    @Test
    void readsBackAPushWithEverything() {
        var event =
                new ImageEvent.Pushed(
                        announcement(
                                Optional.of(TIME.minusSeconds(1)),
                                new Announcement.Origin(
                                        "prod",
                                        "distribution",
                                        Optional.of("their id"),
                                        Optional.of("ci"),
                                        Optional.of("node-1"))),
                        DIGEST,
                        Optional.of("application/vnd.oci.image.index.v1+json"),
                        TIME.plusSeconds(2));

        assertReadsBack(event, "image-pushed.v1.json");
    }

    @Test
    void readsBackAPushWithTheLeast() {
        assertReadsBack(
                new ImageEvent.Pushed(
                        announcement(Optional.empty(), nobody()), DIGEST, Optional.empty(), TIME),
                "image-pushed.v1.json");
    }

    @Test
    void readsBackAnAnnouncement() {
        assertReadsBack(
                new ImageEvent.Announced(
                        announcement(Optional.empty(), nobody()),
                        Optional.of(DIGEST),
                        Optional.empty()),
                "image-announced.v1.json");
        assertReadsBack(
                new ImageEvent.Announced(
                        announcement(Optional.empty(), nobody()),
                        Optional.empty(),
                        Optional.empty()),
                "image-announced.v1.json");
    }

    @Test
    void readsBackAnObservation() {
        assertReadsBack(
                new ImageEvent.Observed(
                        announcement(Optional.empty(), nobody()),
                        DIGEST,
                        Optional.of("application/vnd.oci.image.index.v1+json"),
                        17,
                        false),
                "image-observed.v1.json");
        assertReadsBack(
                new ImageEvent.Observed(
                        announcement(Optional.empty(), nobody()),
                        DIGEST,
                        Optional.empty(),
                        -1,
                        true),
                "image-observed.v1.json");
    }

    @Test
    void readsBackADelete() {
        assertReadsBack(
                new ImageEvent.Deleted(announcement(Optional.empty(), nobody())),
                "image-deleted.v1.json");
    }

    @Test
    void writesTheAttributesOfCloudEventsIntoHeaders() {
        ProducerRecord<byte[], byte[]> written =
                ImageEventCodec.write(
                        "topic", new ImageEvent.Deleted(announcement(Optional.empty(), nobody())));

        assertThat(text(written.key())).isEqualTo("registry.example.com/team/web:1");
        assertThat(header(written, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(written, "ce_type")).isEqualTo("io.pushwire.image.deleted.v1");
        assertThat(header(written, "ce_source")).isEqualTo("/pushwire/sources/prod");
        assertThat(header(written, "ce_subject")).isEqualTo("registry.example.com/team/web:1");
        assertThat(header(written, "ce_time")).isEqualTo("2026-11-01T12:00:00.123456789Z");
        assertThat(header(written, "content-type")).isEqualTo("application/json");
    }

    @Test
    void ignoresFieldsThatANewerVersionAdded() {
        ProducerRecord<byte[], byte[]> written =
                ImageEventCodec.write(
                        "topic", new ImageEvent.Deleted(announcement(Optional.empty(), nobody())));
        String newer = text(written.value()).replaceFirst("\\{", "{\"fieldOfTheFuture\":[{}],");

        assertThat(ImageEventCodec.read(received(written, newer)))
                .isInstanceOf(Decoded.Understood.class);
    }

    @Test
    void takesAnUnknownTypeForUnreadable() {
        ProducerRecord<byte[], byte[]> written =
                ImageEventCodec.write(
                        "topic", new ImageEvent.Deleted(announcement(Optional.empty(), nobody())));
        written.headers()
                .remove("ce_type")
                .add("ce_type", "io.pushwire.image.moved.v7".getBytes(StandardCharsets.UTF_8));

        assertThat(ImageEventCodec.read(received(written, text(written.value()))))
                .isEqualTo(
                        new Decoded.NotUnderstood<>(
                                "not understood: type \"io.pushwire.image.moved.v7\" is unknown to"
                                        + " this version"));
    }

    @Test
    void takesEveryKindOfGarbageForUnreadable() {
        ProducerRecord<byte[], byte[]> written =
                ImageEventCodec.write(
                        "topic",
                        new ImageEvent.Pushed(
                                announcement(Optional.empty(), nobody()),
                                DIGEST,
                                Optional.empty(),
                                TIME));
        for (String garbage :
                List.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "{}",
                        text(written.value()).replace("sha256:", "md5:"),
                        text(written.value()).replace("\"tag\":\"1\"", "\"tag\":{}"),
                        text(written.value()).replace("\"origin\"", "\"gone\""))) {
            assertThat(ImageEventCodec.read(received(written, garbage)))
                    .as(garbage)
                    .isInstanceOf(Decoded.NotUnderstood.class);
        }
        assertThat(
                        ImageEventCodec.read(
                                new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0])))
                .isInstanceOf(Decoded.NotUnderstood.class);
    }

    @Test
    void readsBackAnOutcome() {
        var outcome =
                new Outcome(
                        "prod",
                        OutcomeKind.Written,
                        "patched",
                        new Outcome.Cause(
                                "event",
                                new Position("log", 7, 12),
                                IMAGE.toString(),
                                Optional.of(DIGEST)),
                        Optional.of(new Outcome.WorkloadRef("Deployment", "default", "web")),
                        List.of(new Outcome.Change("web", "web:1", "web:1@" + DIGEST)),
                        TIME,
                        Optional.of(TIME.plusMillis(5)));

        ProducerRecord<byte[], byte[]> written = OutcomeCodec.write("topic", outcome);

        assertThat(OutcomeCodec.read(received(written, text(written.value()))))
                .isEqualTo(new Decoded.Understood<>(outcome));
        assertThat(header(written, "ce_id")).isEqualTo(outcome.id());
        assertMatches("outcome.v1.json", text(written.value()));
    }

    @Test
    void readsBackWhatPodsRun() {
        var outcome =
                new Outcome(
                        "prod",
                        OutcomeKind.RolledOut,
                        "rolled out",
                        new Outcome.Cause(
                                "event",
                                new Position("log", 7, 12),
                                IMAGE.toString(),
                                Optional.of(DIGEST)),
                        Optional.of(new Outcome.WorkloadRef("Deployment", "default", "web")),
                        List.of(),
                        TIME.plusSeconds(3),
                        Optional.of(TIME),
                        List.of(new Outcome.Running("web", List.of("team/web@" + DIGEST))));

        ProducerRecord<byte[], byte[]> written = OutcomeCodec.write("topic", outcome);

        assertThat(OutcomeCodec.read(received(written, text(written.value()))))
                .isEqualTo(new Decoded.Understood<>(outcome));
        assertThat(header(written, "ce_time")).isEqualTo(TIME.plusSeconds(3).toString());
        assertMatches("outcome.v1.json", text(written.value()));
    }

    @Test
    void readsBackWhatIsKnownOfATag() {
        var withEverything =
                new KnownTag(
                        IMAGE,
                        List.of("registry.example.com", "registry.internal:5000"),
                        Position.observed("log", 7, 12, 11),
                        Optional.of(
                                new KnownTag.Word(Optional.of(DIGEST), new Position("log", 7, 11))),
                        Map.of("prod", TIME),
                        TIME);
        var deleted =
                new KnownTag(
                        IMAGE,
                        List.of("registry.example.com"),
                        new Position("log", 7, 12),
                        Optional.of(
                                new KnownTag.Word(
                                        Optional.empty(), Position.observed("log", 7, 11, -1))),
                        Map.of(),
                        TIME);

        for (KnownTag tag : List.of(withEverything, deleted)) {
            ProducerRecord<byte[], byte[]> written = TagsCodec.write("topic", tag);

            assertThat(TagsCodec.read(received(written, text(written.value()))))
                    .isEqualTo(new Decoded.Understood<>(tag));
            assertThat(text(written.key())).isEqualTo(IMAGE.toString());
            assertThat(written.partition()).isEqualTo(7);
            assertMatches("tag.v1.json", text(written.value()));
        }
    }

    @Test
    void readsBackAWatermark() {
        var watermark = new Watermark("log", 7, 12, TIME);

        ProducerRecord<byte[], byte[]> written = TagsCodec.write("topic", watermark);

        assertThat(TagsCodec.read(received(written, text(written.value()))))
                .isEqualTo(new Decoded.Understood<>(watermark));
        assertThat(written.partition()).isEqualTo(7);
        assertMatches("watermark.v1.json", text(written.value()));
    }

    @Test
    void readsBackTheInventory() {
        var position = new Position("log", 7, 11);
        var bare =
                new Use(
                        new Outcome.WorkloadRef("CronJob", "default", "nightly"),
                        "uid-2",
                        Map.of("app", IMAGE.toString()),
                        Optional.empty(),
                        Optional.empty());
        var withEverything =
                new Use(
                        new Outcome.WorkloadRef("Deployment", "default", "web"),
                        "uid-1",
                        Map.of("app", IMAGE + "@" + DIGEST),
                        Optional.of(new Wrote(DIGEST, position, true, List.of(TIME))),
                        Optional.of(
                                new Owed(
                                        OutcomeKind.Held,
                                        Optional.of(DIGEST),
                                        Position.observed("log", 7, 12, 11),
                                        "our id",
                                        TIME,
                                        "went back")));
        var use = new TagUse(IMAGE, List.of(withEverything, bare), TIME);

        ProducerRecord<byte[], byte[]> written = InventoryCodec.write("topic", 7, "prod", use);

        assertThat(InventoryCodec.read(received(written, text(written.value()))))
                .isEqualTo(new Decoded.Understood<>(use));
        assertThat(text(written.key())).isEqualTo(IMAGE.toString());
        assertThat(written.partition()).isEqualTo(7);
        assertMatches("inventory-tag.v1.json", text(written.value()));
    }

    @Test
    void readsBackAHeartbeat() {
        var beat = new Heartbeat("prod", "uid-1", TIME);

        ProducerRecord<byte[], byte[]> written = InventoryCodec.write("topic", beat);

        assertThat(InventoryCodec.read(received(written, text(written.value()))))
                .isEqualTo(new Decoded.Understood<>(beat));
        assertThat(text(written.key())).isEqualTo("!cluster");
        assertMatches("inventory-heartbeat.v1.json", text(written.value()));
    }

    @Test
    void readsBackWhatPeopleSay() {
        for (Scope scope :
                List.of(
                        new Scope.Fleet(),
                        new Scope.Cluster("prod"),
                        new Scope.Namespace("prod", "shop"))) {
            for (Directive.State state : Directive.State.values()) {
                for (String reason : List.of("", "audit")) {
                    var said = new Directive(scope, state, "anna@host", TIME, reason);

                    ProducerRecord<byte[], byte[]> written = ControlCodec.write("topic", said);

                    assertThat(ControlCodec.read(received(written, text(written.value()))))
                            .isEqualTo(new Decoded.Understood<>(said));
                    assertThat(text(written.key())).isEqualTo(scope.key());
                    assertMatches("control.v1.json", text(written.value()));
                }
            }
        }
    }

    @Test
    void requestsForAReCheckReadBackAndFitTheirSchema() {
        for (RecheckRequest.Target what :
                List.of(
                        new RecheckRequest.Image(new ImageTag("docker.io", "library/nginx", "1")),
                        new RecheckRequest.WholeCluster("prod"))) {
            var request = new RecheckRequest(what, "r-1", "anna@host", TIME);

            ProducerRecord<byte[], byte[]> written = ControlCodec.write("topic", request);

            assertThat(ControlCodec.read(received(written, text(written.value()))))
                    .isEqualTo(new Decoded.Understood<>(request));
            assertThat(text(written.key())).isEqualTo(what.key());
            assertMatches("control-recheck.v1.json", text(written.value()));
        }
    }

    private static void assertReadsBack(ImageEvent event, String schema) {
        ProducerRecord<byte[], byte[]> written = ImageEventCodec.write("topic", event);

        assertThat(ImageEventCodec.read(received(written, text(written.value()))))
                .isEqualTo(new Decoded.Understood<>(event));
        assertMatches(schema, text(written.value()));
    }

    private static void assertMatches(String schema, String json) {
        InputStream file =
                Objects.requireNonNull(WireTest.class.getResourceAsStream(schema), schema);
        JsonSchema parsed =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(file);

        assertThat(parsed.validate(json, InputFormat.JSON)).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> received(
            ProducerRecord<byte[], byte[]> written, String value) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                written.key(),
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(written.headers()),
                Optional.empty());
    }

    private static Announcement announcement(
            Optional<Instant> occurredAt, Announcement.Origin origin) {
        return new Announcement(
                "our id",
                IMAGE,
                List.of("registry.example.com", "registry.internal:5000"),
                occurredAt,
                TIME,
                origin);
    }

    private static Announcement.Origin nobody() {
        return new Announcement.Origin(
                "prod", "distribution", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String header(ProducerRecord<byte[], byte[]> written, String name) {
        return text(written.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
