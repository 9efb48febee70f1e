// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Eventually;
import io.pushwire.testing.KafkaProcess;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// What Kafka has no more, the index has no more.
final class RecordRetentionIT {

    private static final String TOKEN = "s3cr3t-of-the-archivist";

    @TempDir private static Path directory;

    private static KafkaProcess kafka;
    private static RecordedPast past;

    @BeforeAll
    static void record() {
        kafka = KafkaProcess.start();
        past = new RecordedPast(kafka.bootstrapServers());
        past.goOn(500);
        past.settled("pushwire.listener");
    }

    @AfterAll
    static void end() {
        past.close();
        kafka.close();
    }

    private static TestListener start() {
        return TestListener.start(
                kafka.bootstrapServers(),
                Map.of(
                        "pushwire.record.enabled", "true",
                        "pushwire.record.directory", directory.toString(),
                        "pushwire.reconcile.interval", "0s",
                        "pushwire.readers.archivist.token.value", TOKEN,
                        "pushwire.readers.archivist.repositories", "*",
                        "pushwire.readers.archivist.clusters", "*"));
    }

    @Test
    void dropsWhatWasDeletedAndTopicsThatAreOthersNow()
            throws ExecutionException, InterruptedException {
        try (var listener = start()) {
            sameAsPlain(listener);
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition("pushwire.image-events", 3),
                                    RecordsToDelete.beforeOffset(20)))
                    .all()
                    .get();
            admin.deleteTopics(List.of("pushwire.outcomes.north")).all().get();
            Eventually.eventually(() ->
                    admin.createTopics(
                                    List.of(
                                            new NewTopic("pushwire.outcomes.north", 12, (short) 1)
                                                    .configs(Map.of("retention.ms", "-1"))))
                            .all()
                            .get());
            past.goOn(100);
            admin.deleteTopics(List.of("pushwire.inventory.east")).all().get();
        }

        try (var listener = start()) {
            sameAsPlain(listener);
            var inUse = RecordClient.of(listener, TOKEN).walk("/digests", Map.of());
            assertThat(inUse)
                    .isNotEmpty()
                    .noneMatch(item -> item.get("clusters").toString().contains("east"));
        }
    }

    private static void sameAsPlain(TestListener listener) {
        var client = RecordClient.of(listener, TOKEN);
        client.awaitReady();
        var plain = PlainReading.of(kafka.bootstrapServers());
        for (String path : List.of("/events", "/outcomes")) {
            var lines =
                    path.equals("/events") ? plain.events(_ -> true) : plain.outcomes(_ -> true);
            Eventually.eventually(() ->
                    assertThat(
                                    client
                                            .walk(path, Map.of("order", "oldest", "limit", "1000"))
                                            .stream()
                                            .map(RecordIT::at))
                            .containsExactlyElementsOf(
                                    lines.stream().map(PlainReading.Line::at).toList()));
        }
    }
}
