// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.github.luben.zstd.Zstd;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// CSV and Parquet, read back and compared with JSON Lines of the same records.
@TestInstance(Lifecycle.PER_CLASS)
final class ExportFormsIT {

    /// Column and where its value stands in the row of JSON Lines; the others are compared by name.
    private static final Map<String, String> PLACES =
            Map.ofEntries(
                    Map.entry("topic", "/topic"),
                    Map.entry("partition", "/partition"),
                    Map.entry("offset", "/offset"),
                    Map.entry("key", "/key"),
                    Map.entry("id", "/headers/ce_id"),
                    Map.entry("type", "/headers/ce_type"),
                    Map.entry("source", "/headers/ce_source"),
                    Map.entry("registry", "/data/registry"),
                    Map.entry("repository", "/data/repository"),
                    Map.entry("tag", "/data/tag"),
                    Map.entry("digest", "/data/digest"),
                    Map.entry("occurred_at", "/data/occurredAt"),
                    Map.entry("received_at", "/data/receivedAt"),
                    Map.entry("settled_at", "/data/settledAt"),
                    Map.entry("origin_source", "/data/origin/source"),
                    Map.entry("origin_actor", "/data/origin/actor"),
                    Map.entry("cluster", "/data/cluster"),
                    Map.entry("kind", "/data/kind"),
                    Map.entry("detail", "/data/detail"),
                    Map.entry("event_partition", "/data/event/partition"),
                    Map.entry("event_offset", "/data/event/offset"),
                    Map.entry("event_image", "/data/event/image"),
                    Map.entry("workload_name", "/data/workload/name"),
                    Map.entry("written_at", "/data/writtenAt"));

    private static final int COLUMNS = 42;

    @TempDir private Path directory;

    private final ExportTopic topic = new ExportTopic();
    private List<JsonNode> expected = List.of();

    @BeforeAll
    void export(@TempDir Path folder) {
        topic.fill(400);
        topic.send(0, ExportTopic.bytes("k"), null, Map.of());
        topic.send(1, ExportTopic.bytes("k"), new byte[] {(byte) 0xfe}, Map.of());
        assertThat(Exports.export(topic, folder, "--part-size=60").code()).isZero();
        expected = Exports.rows(folder);
    }

    @Test
    void csvHasTheSameValuesAndNoFormulas() throws IOException {
        Path folder = directory.resolve("csv");
        var ran = Exports.export(topic, folder, "--part-size=60", "--format=csv");
        assertThat(ran.code()).as(ran.err()).isZero();
        var rows = new ArrayList<Map<String, String>>();
        var mapper = new CsvMapper();
        mapper.enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL);
        for (JsonNode part : Exports.parts(Exports.manifest(folder))) {
            try (MappingIterator<Map<String, String>> read =
                    mapper.readerForMapOf(String.class)
                            .with(CsvSchema.emptySchema().withHeader())
                            .readValues(folder.resolve(part.get("file").asText()).toFile())) {
                rows.addAll(read.readAll());
            }
        }

        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            compare(expected.get(i), new TreeMap<>(rows.get(i)), "'");
        }
        assertThat(rows)
                .anyMatch(row ->
                        String.valueOf(row.get("origin_actor")).startsWith("'=HYPERLINK(\"x\")"));
        assertThat(rows)
                .flatMap(Map::values)
                .noneMatch(value -> value != null && value.matches("(?s)[=+@\\t\\r\\n-].*"));
    }

    @Test
    void parquetHasTheSameValues() throws IOException {
        Path folder = directory.resolve("parquet");
        var ran = Exports.export(topic, folder, "--part-size=60", "--format=parquet");
        assertThat(ran.code()).as(ran.err()).isZero();
        var rows = new ArrayList<Map<String, Object>>();
        for (JsonNode part : Exports.parts(Exports.manifest(folder))) {
            try (ParquetReader<Group> reader =
                    new Reading(folder.resolve(part.get("file").asText())).build()) {
                for (Group group = reader.read(); group != null; group = reader.read()) {
                    rows.add(values(group));
                }
            }
        }

        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            compare(expected.get(i), rows.get(i), "");
        }
    }

    private static void compare(JsonNode row, Map<String, ?> columns, String apostrophe) {
        assertThat(columns).hasSize(COLUMNS);
        PLACES.forEach((column, place) -> {
            JsonNode value = row.at(place);
            String wanted = value.isMissingNode() || value.isNull() ? null : value.asText();
            if (wanted != null && wanted.startsWith("=")) {
                wanted = apostrophe + wanted;
            }
            Object there = columns.get(column);
            assertThat(there == null ? null : there.toString()).as(column).isEqualTo(wanted);
        });
        assertThat(Instant.parse(String.valueOf(columns.get("timestamp"))))
                .isEqualTo(Instant.parse(row.get("timestamp").asText()));
        for (String json : List.of("headers", "data", "raw")) {
            Object there = columns.get(json);
            assertThat(there == null ? null : Exports.json(there.toString()))
                    .as(json)
                    .isEqualTo(row.hasNonNull(json) ? row.get(json) : null);
        }
    }

    private static Map<String, Object> values(Group group) {
        var values = new TreeMap<String, Object>();
        for (var field : group.getType().getFields()) {
            String name = field.getName();
            int number = group.getFieldRepetitionCount(name);
            Object value =
                    number == 0
                            ? null
                            : group.getValueToString(group.getType().getFieldIndex(name), 0);
            values.put(
                    name,
                    name.equals("timestamp")
                            ? Instant.ofEpochMilli(group.getLong(name, 0)).toString()
                            : value);
        }
        return values;
    }

    private static final class Reading extends ParquetReader.Builder<Group> {

        Reading(Path file) {
            super(new LocalInputFile(file), new PlainParquetConfiguration());
            withCodecFactory(new Unpacking());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    /// Zstandard, as any reader of Parquet has it.
    private static final class Unpacking implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            assertThat(codec).isEqualTo(CompressionCodecName.ZSTD);
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                    var packed = new ByteArrayOutputStream();
                    bytes.writeAllTo(packed);
                    return BytesInput.from(Zstd.decompress(packed.toByteArray(), size));
                }

                @Override
                public void decompress(ByteBuffer in, int from, ByteBuffer out, int size) {
                    var packed = new byte[from];
                    in.get(packed);
                    out.put(Zstd.decompress(packed, size));
                }

                @Override
                public void release() {
                    // Nothing is held.
                }
            };
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
