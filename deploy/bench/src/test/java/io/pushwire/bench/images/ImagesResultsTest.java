// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.bench.result.Machine;
import io.pushwire.bench.start.Program;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

final class ImagesResultsTest {

    private static final Subject LISTENER =
            new Subject(Program.LISTENER, false, Path.of("image.tar"), "256Mi");

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
    void measuresEachProgramPlainAndTrained() throws IOException {
        Path root = Path.of("../..");

        assertThat(Subject.all(root))
                .extracting(Subject::title)
                .containsExactly(
                        "registry-listener",
                        "registry-listener-aot",
                        "cluster-syncer",
                        "cluster-syncer-aot",
                        "standalone",
                        "standalone-aot");
        assertThat(Subject.all(root)).allMatch(subject -> subject.limit().matches("\\d+Mi"));
    }

    private static Measured start(double seconds, double mebibytes) {
        return new Measured(LISTENER, seconds, mebibytes);
    }
}
