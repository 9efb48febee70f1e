// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.bench.result.JsonFile;
import io.pushwire.bench.result.Machine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class ReportTest {

    @TempDir private Path directory;

    private final Results results = new Results();
    private final Report report =
            new Report(
                    new Plan(1, Duration.ofSeconds(1), Duration.ZERO, List.of(64)),
                    results,
                    new Machine(2, 1.5, "25", "Linux"),
                    Instant.EPOCH,
                    2.5);

    @Test
    void hasEveryVariantAndTheRatios() {
        all(0);

        assertThat(report.lines().getFirst())
                .startsWith("2 CPUs, load before 1.5, Java 25, Linux, load after 2.5;")
                .endsWith("medians of 1 rounds of 1.0 s");
        assertThat(words(report.lines()))
                .anyMatch(line -> line.startsWith("listener 64 700 35.01 69.31 70.0"))
                .contains("listener / bound a 64 0.70 0.70 0.70");
        for (Variant variant : Variant.values()) {
            assertThat(report.lines()).anyMatch(line -> line.startsWith(variant.title()));
        }
        assertThat(report.lines()).noneMatch(line -> line.contains("failed"));
    }

    @Test
    void saysThatCallsFailed() {
        all(3);

        assertThat(report.lines().getLast()).startsWith("18 calls failed");
    }

    @Test
    void theFileHasEachMeasurementAndTheRatios() throws IOException {
        all(0);
        Path file = directory.resolve("bench.json");
        JsonFile.write(file, report.json());

        var json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("measurements")).hasSize(Variant.values().length);
        assertThat(json.at("/measurements/0/variant").asText()).isEqualTo("LISTENER");
        assertThat(json.at("/measurements/0/perSecond").asDouble()).isEqualTo(700);
        assertThat(json.at("/ratios/0/of").asText()).isEqualTo("listener / bound a");
        assertThat(json.at("/ratios/0/throughput").asDouble()).isEqualTo(0.7);
    }

    private static List<String> words(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(" +", " ")).toList();
    }

    private void all(int failures) {
        for (Variant variant : Variant.values()) {
            results.add(
                    variant,
                    64,
                    ResultsTest.measured(variant == Variant.LISTENER ? 700 : 1000, failures));
        }
    }
}
