// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.result.Machine;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

final class ImagesResultsTest {

    private static final Subject LISTENER = Subject.all(Path.of("/repository")).getFirst();

    @Test
    void judgesTheMediansByTheGoals() {
        var results =
                new ImagesResults(
                        List.of(start(2.0, 150), start(2.6, 150), start(2.4, 210)), List.of());

        assertThat(results.lines(Machine.now(), 0))
                .anyMatch(line ->
                        line.startsWith("registry-listener ")
                                && line.contains("2.40 (2.00 2.60 2.40)   2.5 met")
                                && line.contains("150  200 met"));
    }

    @Test
    void saysWhatIsMissedAndWhatFailed() {
        var results = new ImagesResults(List.of(start(2.6, 201)), List.of("standalone: gone"));

        List<String> lines = results.lines(Machine.now(), 0);

        assertThat(lines).anyMatch(line -> line.matches(".*2\\.5 MISSED.*200 MISSED"));
        assertThat(lines).contains("failed: standalone: gone");
        assertThat(results.json(Machine.now(), 0).get("failures")).hasSize(1);
    }

    @Test
    void containersGetTheMemoryThatTheyGetInTheTests() throws IOException {
        var limits = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("../images/limits.properties"))) {
            limits.load(file);
        }

        assertThat(Subject.all(Path.of("")))
                .allSatisfy(subject ->
                        assertThat(limits.getProperty(subject.program()))
                                .isEqualTo(subject.limit() + "Mi"));
    }

    private static Measured start(double seconds, double mebibytes) {
        return new Measured(LISTENER, seconds, mebibytes);
    }
}
