// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.Markdown;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Alerts and dashboards hold together and with the runbook, and Prometheus can read their queries.
class RulesTest {

    private static final String RUNBOOK = "deploy/docs/RUNBOOK.md";
    private static final Duration PROMTOOL = Duration.ofMinutes(2);

    @TempDir private Path directory;

    @Test
    void everyAlertHasItsSectionInTheRunbookAndNoSectionIsWithoutOne() {
        Markdown runbook = Markdown.read(Repository.file(RUNBOOK));
        List<Rules.Alert> alerts = Rules.alerts();

        assertThat(alerts).hasSizeGreaterThan(20);
        assertThat(alerts)
                .allSatisfy(alert -> {
                    String[] where = alert.annotations().getOrDefault("runbook", "").split("#", -1);
                    assertThat(where).as(alert.name()).hasSize(2);
                    assertThat(where[0]).as(alert.name()).isEqualTo(RUNBOOK);
                    assertThat(runbook.anchors()).as(alert.name()).contains(where[1]);
                    assertThat(alert.name()).isEqualToIgnoringCase(where[1]);
                    assertThat(alert.annotations()).containsKeys("summary", "description");
                });
        assertThat(
                        runbook.lines().stream()
                                .filter(line -> line.startsWith("### "))
                                .map(line -> line.substring(4)))
                .containsExactlyElementsOf(alerts.stream().map(Rules.Alert::name).toList());
    }

    @Test
    void everySectionOfTheRunbookSaysWhatItMeansWhereToLookAndWhatToDo() {
        String text = Repository.text(RUNBOOK);

        for (Rules.Alert alert : Rules.alerts()) {
            String section = text.split("### " + alert.name() + "\n", -1)[1].split("\n##", -1)[0];
            assertThat(section).as(alert.name()).contains("**Means.**", "**Look.**", "**Do.**");
        }
    }

    @Test
    void boardsCanBeImportedSideBySide() {
        List<JsonNode> boards = Rules.boards();

        assertThat(boards).hasSizeGreaterThan(1);
        assertThat(boards.stream().map(board -> board.path("uid").asText()))
                .doesNotHaveDuplicates()
                .allSatisfy(uid -> assertThat(uid).startsWith("pushwire-"));
        for (JsonNode board : boards) {
            assertThat(board.path("panels").valueStream().map(panel -> panel.path("id").asInt()))
                    .doesNotHaveDuplicates();
            assertThat(board.path("templating").path("list").path(0).path("type").asText())
                    .isEqualTo("datasource");
            assertThat(board.findValues("datasource"))
                    .isNotEmpty()
                    .allSatisfy(used ->
                            assertThat(used.path("uid").asText()).isEqualTo("${datasource}"));
        }
    }

    @Test
    void theBoardsShowWhatPeopleAskFor() {
        Set<String> metrics = Rules.metrics();

        assertThat(metrics)
                .contains(
                        "pushwire_syncer_received_to_read_seconds_bucket",
                        "pushwire_syncer_read_to_decided_seconds_bucket",
                        "pushwire_syncer_decided_to_answered_seconds_bucket",
                        "pushwire_syncer_rollout_seconds_bucket",
                        "pushwire_syncer_lag",
                        "pushwire_syncer_outcomes_total",
                        "pushwire_notifications_total",
                        "pushwire_records_total",
                        "pushwire_source_last_event",
                        "pushwire_recheck_looks_total",
                        "pushwire_watch_silence_seconds");
    }

    @Test
    void prometheusReadsTheAlerts() throws IOException {
        promtool("check", "rules", Repository.alerts().toString());
    }

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws IOException {
        Path test =
                Files.writeString(
                        directory.resolve("test.yml"),
                        Repository.text("deploy/docs/src/test/resources/alerts.test.yml")
                                .replace("ALERTS", Repository.alerts().toString()));

        promtool("test", "rules", test.toString());
    }

    @Test
    void everyAlertIsTried() {
        String tests = Repository.text("deploy/docs/src/test/resources/alerts.test.yml");

        assertThat(Repository.found("alertname: (\\w+)", tests).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Rules.alerts().stream().map(Rules.Alert::name).toList());
    }

    @Test
    void prometheusReadsTheQueriesOfTheBoards() throws IOException {
        List<Map<String, String>> rules =
                Rules.queries().stream()
                        .map(query ->
                                Map.of(
                                        "record",
                                        "a:b",
                                        "expr",
                                        query.expr()
                                                .replace("$__rate_interval", "5m")
                                                .replaceAll("\\$\\w+", ".*")))
                        .distinct()
                        .toList();
        assertThat(rules).hasSizeGreaterThan(30);
        Path file = directory.resolve("boards.yml");
        Files.writeString(
                file,
                new Yaml()
                        .dump(Map.of("groups", List.of(Map.of("name", "boards", "rules", rules)))));

        promtool("check", "rules", "--lint=none", file.toString());
    }

    private static void promtool(String... arguments) {
        boolean installed = Shell.finds("promtool");
        if (!installed) {
            System.out.println(
                    "SKIPPED: no promtool on the PATH (apt-get install prometheus has it)");
        }
        Assumptions.assumeTrue(installed, "no promtool on the PATH");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try (var promtool = ChildProcess.start(command)) {
            Eventually.eventually(PROMTOOL, () -> assertThat(promtool.isAlive()).isFalse());
            assertThat(promtool.exitCode()).as(promtool.output()).isZero();
        }
    }
}
