// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Markdown;
import io.pushwire.testing.RegistryProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The README, pasted: its blocks are run as they stand there, by bash, on real parts, with the jar
/// of this build. And what dashboards and alerts ask for is what the services show then.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PastedIT {

    private static final String DEMO = "deploy/demo.sh";
    private static final String LISTENER = "cat > listener.yml";
    private static final String SYNCER = "cat > syncer.yml";
    private static final String COMMANDS = "MICRONAUT_CONFIG_FILES=syncer.yml deploy/run.sh";
    private static final String RECORD = "kcat -b 127.0.0.1:9092";

    /// How the blocks begin that this runs.
    static final List<String> BLOCKS = List.of(DEMO, LISTENER, SYNCER, COMMANDS, RECORD);

    private static final Duration COMMAND = Duration.ofMinutes(2);
    private static final Pattern EXPOSED = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final String EXPOSED_LATER = "deploy/docs/src/test/resources/exposed-later.txt";

    @TempDir static Path directory;

    private PastedServices services;

    static boolean runs(Markdown.Block block) {
        return BLOCKS.stream().anyMatch(block.text()::startsWith);
    }

    @BeforeAll
    void start() throws IOException {
        RegistryProcess.assumeInstalled();
        services =
                new PastedServices(
                        directory,
                        new PastedServices.Texts(
                                block("notifications:"), block(LISTENER), block(SYNCER)));
        services.pushAndAwaitThePatch();
    }

    @AfterAll
    void end() {
        if (services != null) {
            services.close();
        }
    }

    @Test
    void theDemoShowsTheMainJob() {
        Shell.Result demo = services.run(COMMAND, block(DEMO).text());

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("done     2 patched, 1 untouched");
    }

    @Test
    void everyCommandOfTheSyncerWorks() {
        for (String command : Commands.of(block(COMMANDS).text())) {
            Shell.Result result = services.run(COMMAND, command);

            assertThat(result.exitCode()).as(command + "\n" + result.output()).isZero();
            assertThat(result.output()).as(command).isNotBlank();
        }
    }

    @Test
    void theRecordCanBeLookedAt() {
        String kcat = "kcat";
        for (String command : Commands.of(block(RECORD).text())) {
            if (command.startsWith(kcat) && !Shell.finds(kcat)) {
                System.out.println("SKIPPED: no kcat on the PATH for: " + command);
                continue;
            }
            Shell.Result result = services.run(COMMAND, command);

            assertThat(result.exitCode()).as(command + "\n" + result.output()).isZero();
            if (command.startsWith(kcat)) {
                assertThat(result.output()).as(command).contains(services.image().toString());
            }
        }
        assertThat(directory.resolve("record")).isDirectory();
    }

    @Test
    void dashboardsAndAlertsAskForWhatIsThere() throws IOException {
        Set<String> exposed = exposed(services.listenerMetrics() + services.syncerMetrics());
        Set<String> later = later();

        assertThat(exposed).contains("pushwire_records_total", "pushwire_syncer_lag");
        assertThat(Rules.metrics())
                .allSatisfy(metric ->
                        assertThat(exposed.contains(metric) || later.contains(metric))
                                .as("%s is not among %s", metric, exposed)
                                .isTrue());
    }

    @Test
    void whatIsExposedOnlyLaterIsReadByAnotherTest() {
        assertThat(later()).allSatisfy(metric -> assertThat(Rules.metrics()).contains(metric));
        Repository.text(EXPOSED_LATER)
                .lines()
                .filter(line -> line.startsWith("pushwire_"))
                .map(line -> line.split(" ## ", -1))
                .forEach(line ->
                        assertThat(
                                        Repository.text(line[2])
                                                .contains(
                                                        line[0].replaceFirst(
                                                                "_seconds_count$", "")))
                                .as("%s names %s", line[2], line[0])
                                .isTrue());
    }

    private static Set<String> later() {
        return Repository.text(EXPOSED_LATER)
                .lines()
                .filter(line -> line.startsWith("pushwire_"))
                .map(line -> line.split(" ## ", -1)[0])
                .collect(Collectors.toSet());
    }

    /// Names as a query has them: those of a histogram have further ones.
    private static Set<String> exposed(String text) {
        var names = new TreeSet<String>();
        EXPOSED.matcher(text)
                .results()
                .forEach(found -> {
                    names.add(found.group(1));
                    if (found.group(2).equals("histogram") || found.group(2).equals("summary")) {
                        List.of("_bucket", "_count", "_sum")
                                .forEach(suffix -> names.add(found.group(1) + suffix));
                    }
                });
        return names;
    }

    private static Markdown.Block block(String beginning) {
        return Markdown.read(Repository.file("README.md")).blocks().stream()
                .filter(block -> block.text().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the README has no block " + beginning));
    }
}
