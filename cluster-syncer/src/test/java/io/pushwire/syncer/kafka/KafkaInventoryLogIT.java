// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;
import io.pushwire.inventory.Use;
import io.pushwire.inventory.Wrote;
import io.pushwire.kafka.KafkaClients;
import io.pushwire.outcome.Outcome.WorkloadRef;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// The inventory of a tag that very many workloads use.
@Timeout(60)
class KafkaInventoryLogIT {

    private static final int WIDE = 20_000;

    private final String name = "wide-" + Long.toString(System.nanoTime(), 36);
    private final KafkaClients clients = ClusterNameIT.clients();
    private final KafkaInventoryLog inventory = new KafkaInventoryLog(clients, name);

    @BeforeEach
    void makeTheTopic() {
        ClusterNameIT.makeTheTopic(clients, name);
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void isKeptWhole() throws Exception {
        TagUse wide = use("agent", WIDE);

        assertThat(inventory.write(1, List.of(wide, use("web", 1)), List.of())).isTrue();

        Map<ImageTag, TagUse> read = new InventoryReader(name).read(clients, List.of(1)).get(1);
        assertThat(read).hasSize(2).containsEntry(wide.image(), wide);
    }

    /// The broker takes a megabyte, compressed, and these do not become as small as that.
    @Test
    void keepsNoOtherWaitingWhereItIsTooLarge() throws Exception {
        TagUse tooWide = use("agent", 5 * WIDE);
        TagUse other = use("web", 1);

        assertThat(inventory.write(1, List.of(tooWide, other), List.of())).isTrue();

        Map<ImageTag, TagUse> read = new InventoryReader(name).read(clients, List.of(1)).get(1);
        assertThat(read).containsOnly(Map.entry(other.image(), other));
    }

    private static TagUse use(String repository, int workloads) {
        var image = new ImageTag("registry.example.com", "platform/" + repository, "1");
        var digest = new Digest("sha256:" + "1".repeat(64));
        var wrote = new Wrote(digest, new Position("log", 1, 7), true, List.of(now()));
        List<Use> uses =
                IntStream.range(0, workloads)
                        .mapToObj(number ->
                                new Use(
                                        new WorkloadRef("Deployment", "team", "service-" + number),
                                        UUID.randomUUID().toString(),
                                        Map.of("app", image + "@" + digest),
                                        Optional.of(wrote),
                                        Optional.empty()))
                        .toList();
        return new TagUse(image, uses, now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
