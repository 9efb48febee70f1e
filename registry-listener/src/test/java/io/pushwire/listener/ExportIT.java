// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Ports;

import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What an export holds, compared with a plain consumer's reading of the same topic.
final class ExportIT {

    private static final byte[] BINARY = {(byte) 0xff, 0, 1};

    @TempDir private Path directory;

    private final ExportTopic topic = new ExportTopic();

    @Test
    void hasEveryRecordOnceInOrderAsItIs() {
        topic.fill(1000);
        strangeRecords();

        var ran = Exports.export(topic, directory, "--part-size=100");

        assertThat(ran.code()).as(ran.err()).isZero();
        List<ConsumerRecord<byte[], byte[]>> all = topic.all();
        List<JsonNode> rows = Exports.rows(directory);
        assertThat(rows).hasSize(all.size()).hasSize(1012);
        for (int i = 0; i < all.size(); i++) {
            same(all.get(i), rows.get(i));
        }
        assertThat(rows).filteredOn(row -> row.has("raw")).hasSize(7);
        assertThat(ran.out()).contains(topic.name() + ": 1012 records, ", "; 0 offsets without");
        assertThat(Exports.run(Map.of(), "events", "verify", "--kafka", "" + directory))
                .matches(verified -> verified.code() == 0, "verified")
                .matches(verified -> verified.out().contains("nothing is missing"));
    }

    private void strangeRecords() {
        byte[] key = ExportTopic.bytes("k");
        byte[] object = ExportTopic.bytes("{}");
        topic.send(0, key, null, Map.of());
        topic.send(0, null, object, Map.of());
        topic.send(
                0,
                key,
                ExportTopic.bytes("{\"n\": 1.10, \"m\":\n123456789012345678901e5}"),
                Map.of());
        topic.send(0, key, ExportTopic.bytes("{\"unknown\":{\"to\":[\"us\"]}}"), Map.of());
        topic.send(0, ExportTopic.bytes("=cmd|' /C calc'!A0"), object, Map.of("h", key));
        topic.send(1, key, BINARY, Map.of());
        topic.send(1, BINARY, object, Map.of("ce_id", key));
        topic.send(1, key, object, Map.of("traceparent", BINARY));
        topic.send(1, key, ExportTopic.bytes("{\"half"), Map.of());
        topic.send(1, key, ExportTopic.bytes("{} {}"), Map.of());
        topic.send(1, key, ExportTopic.bytes("{\"a\":1,\"a\":2}"), Map.of());
        topic.send(1, key, ExportTopic.bytes("{\"half\":\"\\ud800\"}"), Map.of());
    }

    private static void same(ConsumerRecord<byte[], byte[]> read, JsonNode row) {
        assertThat(row.get("topic").asText()).isEqualTo(read.topic());
        assertThat(row.get("partition").asInt()).isEqualTo(read.partition());
        assertThat(row.get("offset").asLong()).isEqualTo(read.offset());
        assertThat(Instant.parse(row.get("timestamp").asText()).toEpochMilli())
                .isEqualTo(read.timestamp());
        if (row.has("raw")) {
            JsonNode raw = row.get("raw");
            assertThat(raw.get("reason").asText()).isNotEmpty();
            assertThat(base64(raw.get("key"))).isEqualTo(read.key());
            assertThat(base64(raw.get("value"))).isEqualTo(read.value());
            read.headers()
                    .forEach(header ->
                            assertThat(raw.get("headers"))
                                    .anyMatch(
                                            one -> one.get("name").asText().equals(header.key())));
        } else {
            assertThat(row.get("key")).isEqualTo(Exports.json(quoted(read.key())));
            assertThat(row.get("data"))
                    .isEqualTo(Exports.json(read.value() == null ? "null" : text(read.value())));
            var headers = new HashMap<String, String>();
            read.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            var exported = new HashMap<String, String>();
            row.get("headers")
                    .properties()
                    .forEach(one -> exported.put(one.getKey(), one.getValue().asText()));
            assertThat(exported).isEqualTo(headers);
        }
    }

    private static String quoted(byte @Nullable [] key) {
        return key == null ? "null" : "\"" + text(key) + "\"";
    }

    private static byte @Nullable [] base64(JsonNode text) {
        return text.isNull() ? null : Base64.getDecoder().decode(text.asText());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void tellsEveryOffsetThatHasNoRecord() throws Exception {
        topic.fillByTransactions(40);
        var first = new TopicPartition(topic.name(), 0);
        try (var admin = EmbeddedKafka.admin()) {
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(10))).all().get();
        }

        var ran = Exports.export(topic, directory, "--part-size=25");

        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode partition = Exports.manifest(directory).at("/partitions/0");
        assertThat(partition.get("logStart").asLong()).isEqualTo(10);
        assertThat(partition.get("logEnd").asLong()).isEqualTo(80);
        assertThat(partition.at("/parts/0/firstOffset").asLong()).isEqualTo(10);
        assertThat(partition.at("/parts/0/nextOffset").asLong()).isEqualTo(25);
        assertThat(partition.at("/parts/0/records").asLong()).isEqualTo(8);
        assertThat(partition.at("/parts/0/missing/0").toString())
                .isEqualTo("{\"first\":11,\"next\":12}");
        assertThat(Exports.rows(directory)).hasSize(35);
        assertThat(ran.out()).contains("35 records, 4 files, ", "; 35 offsets without a record");
        assertThat(Exports.run(Map.of(), "events", "verify", "--kafka", "" + directory).code())
                .isZero();
    }

    @Test
    void windowsThatFollowOneAnotherHaveEveryRecordOnce() {
        topic.fill(300);
        String between = ExportTopic.time(150).toString();
        Path before = directory.resolve("before");
        Path after = directory.resolve("after");

        Exports.export(topic, before, "--to", between);
        Exports.export(topic, after, "--from", between);

        assertThat(Exports.rows(before)).hasSize(150);
        assertThat(Exports.rows(after)).hasSize(150);
        assertThat(Exports.rows(before))
                .allMatch(row -> row.get("timestamp").asText().compareTo(between) < 0);
        assertThat(Exports.manifest(after).at("/partitions/2/first").asLong())
                .isEqualTo(Exports.manifest(before).at("/partitions/2/end").asLong())
                .isEqualTo(50);
    }

    @Test
    void verifyNamesWhateverWasChanged() throws IOException {
        topic.fill(300);
        Exports.export(topic, directory, "--part-size=50");
        List<Path> files =
                Exports.files(directory).keySet().stream().map(directory::resolve).toList();
        flip(files.get(0));
        Files.delete(files.get(1));
        Files.writeString(files.get(2), "{}\n", StandardOpenOption.APPEND);
        Files.writeString(files.get(3).resolveSibling("more.jsonl"), "{}\n");
        Path manifest = directory.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("\"end\" : 100", "\"end\" : 101"));

        var ran = Exports.run(Map.of(), "events", "verify", "" + directory);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "its SHA-256 differs",
                        "is not there",
                        "bytes instead of",
                        "more.jsonl is not in the manifest",
                        "the parts end at offset 100, the window at 101",
                        "5 problems");
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void whatKafkaDeletedSinceIsANoteAndWhatItHasMoreIsWrong() throws Exception {
        topic.fill(300);
        Exports.export(topic, directory);
        var first = new TopicPartition(topic.name(), 0);
        try (var admin = EmbeddedKafka.admin()) {
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(10))).all().get();
        }
        String[] verify = {"events", "verify", "--kafka", "" + directory};
        assertThat(Exports.run(Map.of(), verify))
                .matches(ran -> ran.code() == 0, "no problem")
                .matches(ran -> ran.out().contains("of its 100 records Kafka still has 90"));

        Path manifest = directory.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst("\"records\" : 100", "\"records\" : 99")
                        .replaceFirst(
                                "\"missing\" : \\[ ]",
                                "\"missing\" : [ {\"first\": 50, \"next\": 51} ]"));
        assertThat(Exports.run(Map.of(), verify))
                .matches(ran -> ran.code() == 1, "a problem")
                .matches(ran -> ran.out().contains("1 records at offsets that the manifest calls"));
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        topic.fill(3);
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "dear");
        Exports.export(topic, directory.resolve("begun"));

        refuses(1, "is not empty and no export", "--topics", topic.name(), "--out", "" + other);
        refuses(1, "begun with other flags", "--out", "" + directory.resolve("begun"));
        refuses(1, "Kafka has no topic nothing", "--topics=nothing", "--out", directory + "/new");
        refuses(2, "Missing required option: '--out=DIR'");
        refuses(2, "--part-size is at least 1", "--out", directory + "/new", "--part-size=0");
        refuses(2, "--to is a time after", "--out=x", "--from=2026-02-01", "--to=2026-01-01");
        var away =
                Exports.run(
                        Map.of("pushwire.kafka.bootstrap-servers", "127.0.0.1:" + Ports.free()),
                        "events",
                        "export",
                        "--out",
                        directory + "/new");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).contains("Tried to read its topics from Kafka but ");
        Predicate<Exports.Ran> named = ran -> ran.err().contains("has no manifest.json of format");
        assertThat(Exports.run(Map.of(), "events", "verify", "" + other)).matches(named);
    }

    private static void refuses(int code, String sentence, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "events";
        all[1] = "export";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        var ran = Exports.run(Map.of(), all);
        assertThat(ran.err()).contains(sentence);
        assertThat(ran.code()).isEqualTo(code);
    }
}
