// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.listener.export.Form;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An export that is killed and run again.
@TestInstance(Lifecycle.PER_CLASS)
final class ExportResumedIT {

    private static final int RECORDS = 30_000;
    private static final int PART = 500;
    private static final String PART_SIZE = "--part-size=" + PART;

    @TempDir private Path directory;

    private final ExportTopic topic = new ExportTopic();

    @BeforeAll
    void fill() {
        topic.fill(RECORDS);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void killedAndRunAgainItGivesTheSameFiles(Form form) throws IOException {
        String format = "--format=" + form.label();
        Path whole = directory.resolve("whole-" + form);
        Path killed = directory.resolve("killed-" + form);
        assertThat(Exports.export(topic, whole, format, PART_SIZE).code()).isZero();

        int before = killInTheMiddle(killed, format, PART_SIZE);
        topic.fill(300);
        assertThat(Exports.manifest(killed).get("complete").asBoolean()).isFalse();
        assertThat(Exports.run(Map.of(), "events", "verify", "" + killed).out())
                .contains("the export is not complete");
        var again = Exports.export(topic, killed, format, PART_SIZE);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(before).isPositive().isLessThan(RECORDS / PART);
        var files = Exports.files(whole);
        assertThat(files).hasSizeGreaterThanOrEqualTo(RECORDS / PART);
        assertThat(Exports.files(killed)).containsExactlyEntriesOf(files);
        assertThat(withoutTime(killed)).isEqualTo(withoutTime(whole));
        assertThat(Exports.run(Map.of(), "events", "verify", "" + killed).code()).isZero();
    }

    @Test
    void whatWasLostOfAFinishedOneComesBack() throws IOException {
        Path folder = directory.resolve("lost");
        String to = "--to=" + ExportTopic.time(3000);
        Exports.export(topic, folder, PART_SIZE, to);
        var files = Exports.files(folder);
        Files.delete(folder.resolve(files.keySet().stream().skip(2).findFirst().orElseThrow()));

        assertThat(Exports.export(topic, folder, PART_SIZE, to).code()).isZero();

        assertThat(Exports.files(folder)).containsExactlyEntriesOf(files);
        assertThat(Exports.run(Map.of(), "events", "verify", "" + folder).code()).isZero();
    }

    @Test
    void oneAtATimeWritesToAFolder() {
        Path folder = directory.resolve("shared");
        try (var first = start(folder, PART_SIZE)) {
            Eventually.eventually(() -> assertThat(Exports.files(folder)).isNotEmpty());

            var second = Exports.export(topic, folder, PART_SIZE);

            assertThat(first.isAlive()).isTrue();
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("another export is writing to ");
        }
    }

    private int killInTheMiddle(Path folder, String... flags) {
        try (var process = start(folder, flags)) {
            Eventually.eventually(() -> assertThat(Exports.files(folder)).hasSizeGreaterThan(20));
            process.kill();
            return Exports.parts(Exports.manifest(folder)).size();
        }
    }

    private ChildProcess start(Path folder, String... flags) {
        String[] arguments = new String[flags.length + 6];
        System.arraycopy(
                new String[] {"events", "export", "--topics", topic.name(), "--out", "" + folder},
                0,
                arguments,
                0,
                6);
        System.arraycopy(flags, 0, arguments, 6, flags.length);
        return ChildProcess.java(
                RegistryListener.class.getName(),
                List.of("pushwire.kafka.bootstrap-servers=" + EmbeddedKafka.bootstrapServers()),
                arguments);
    }

    private static ObjectNode withoutTime(Path folder) {
        return ((ObjectNode) Exports.manifest(folder)).without("created");
    }
}
