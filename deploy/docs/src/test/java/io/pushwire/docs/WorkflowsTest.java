// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The workflows ask for few rights, have an end, and pin what they use.
class WorkflowsTest {

    private static final String PINNED = "[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Repository.file(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void readsOnlyUnlessAJobSaysMore(Path workflow) {
        assertThat(yaml(workflow).get("permissions")).isEqualTo(Map.of("contents", "read"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobThatRunsStepsHasAnEnd(Path workflow) {
        assertThat(jobs(workflow))
                .allSatisfy((name, job) -> {
                    if (job.containsKey("steps")) {
                        assertThat(job).as(name).containsKey("timeout-minutes");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsArePinnedByCommit(Path workflow) {
        assertThat(Repository.found("uses: (.*)", Repository.text(workflow)))
                .isNotEmpty()
                .filteredOn(used -> !used.startsWith("./"))
                .allSatisfy(used -> assertThat(used).matches(PINNED));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void oneClosingJobWaitsForAllOthers(Path workflow) {
        Map<String, Map<String, Object>> jobs = jobs(workflow);
        List<String> closing =
                jobs.entrySet().stream()
                        .filter(job -> "always()".equals(job.getValue().get("if")))
                        .map(Map.Entry::getKey)
                        .toList();

        assertThat(closing).hasSize(1);
        var waited = needs(jobs, closing.getFirst()).collect(Collectors.toSet());
        waited.add(closing.getFirst());
        assertThat(waited).isEqualTo(jobs.keySet());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void filesOfTheRepositoryThatAreNamedAreThere(Path workflow) {
        assertThat(
                        Repository.found(
                                "(?m)(?:^|\\s)(\\./mvnw|\\.ci/run|\\./\\.github/\\S+|deploy/docs\\S*)(?=\\s|$)",
                                Repository.text(workflow)))
                .allSatisfy(file -> assertThat(Repository.file(file)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"maven", "github-actions"})
    @SuppressWarnings("unchecked")
    void updatesComeWeeklyTogetherAndNotOnTheDayOfTheirRelease(String ecosystem) {
        var updates =
                (List<Map<String, Object>>)
                        Objects.requireNonNull(
                                yaml(Repository.file(".github/dependabot.yml")).get("updates"));

        Map<String, Object> update =
                updates.stream()
                        .filter(one -> ecosystem.equals(one.get("package-ecosystem")))
                        .findFirst()
                        .orElseThrow();
        assertThat(update).containsKeys("groups", "cooldown");
        assertThat(String.valueOf(update.get("schedule"))).contains("interval=weekly");
    }

    private static Stream<String> needs(Map<String, Map<String, Object>> jobs, String job) {
        Object needs = Objects.requireNonNull(jobs.get(job)).getOrDefault("needs", List.of());
        return ((List<?>) needs)
                .stream()
                        .map(String::valueOf)
                        .flatMap(needed -> Stream.concat(Stream.of(needed), needs(jobs, needed)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> jobs(Path workflow) {
        return new TreeMap<>(
                (Map<String, Map<String, Object>>)
                        Objects.requireNonNull(yaml(workflow).get("jobs")));
    }

    private static Map<String, Object> yaml(Path file) {
        return new Yaml().load(Repository.text(file));
    }
}
