// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageReference;
import io.pushwire.syncer.command.Commands;
import io.pushwire.syncer.command.Desk;
import io.pushwire.syncer.command.PauseBoard;
import io.pushwire.syncer.replay.Explanation;
import io.pushwire.syncer.sync.Act;
import io.pushwire.syncer.sync.SyncProgress;
import io.pushwire.syncer.sync.SyncReport;
import io.pushwire.testing.Markdown;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What SYNC.md says is so.
class SyncDocTest {

    private static final Map<String, Class<?>> CLASSES =
            Map.of(
                    "SyncIT", SyncIT.class,
                    "SyncRegistriesIT", SyncRegistriesIT.class,
                    "SyncDocTest", SyncDocTest.class);

    private final String text = read();
    private final RecordingDesk desk = new RecordingDesk();

    @Test
    void everyRowOfTheTableNamesATest() {
        String table = text.substring(text.indexOf("## Coming from another tool"));
        List<String> rows = table.lines().filter(line -> line.startsWith("| ")).skip(2).toList();

        assertThat(rows).hasSizeGreaterThan(25);
        assertThat(rows)
                .allSatisfy(row -> {
                    String[] named =
                            row.replaceFirst(".*\\| `([^`]+)` \\|$", "$1").split("\\.", -1);
                    Class<?> test = Objects.requireNonNull(CLASSES.get(named[0]), row);
                    assertThat(Arrays.stream(test.getDeclaredMethods()))
                            .as(row)
                            .filteredOn(method -> method.isAnnotationPresent(Test.class))
                            .anyMatch(method -> method.getName().equals(named[1]));
                });
    }

    @Test
    void everyFlagIsExplained() {
        var out = new StringWriter();
        Commands.execute(desk, new PrintWriter(out), new PrintWriter(out), "sync", "--help");
        Set<String> flags =
                Pattern.compile("(?<![\\w-])--[a-z][a-z-]+(?==|,|\\s)")
                        .matcher(out.toString())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
        flags.removeAll(Set.of("--help", "--version"));

        assertThat(flags).hasSizeGreaterThan(15);
        assertThat(flags)
                .allSatisfy(flag -> assertThat(text).containsPattern("\\| .*`" + flag + "`"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void theScheduleCanBeUsed() {
        Map<String, Object> cronJob = block("kind: CronJob");
        Map<String, Object> role = block("kind: ClusterRole");

        var spec = (Map<String, Object>) at(cronJob, "spec");
        assertThat(spec).containsEntry("suspend", false).containsKey("schedule");
        Map<String, Object> job = (Map<String, Object>) at(spec, "jobTemplate", "spec");
        Map<String, Object> pod = (Map<String, Object>) at(job, "template", "spec");
        var container = ((List<Map<String, Object>>) at(pod, "containers")).getFirst();
        assertThat((List<String>) at(container, "command")).endsWith(ClusterSyncer.class.getName());
        List<String> arguments = (List<String>) at(container, "args");
        int code =
                Commands.execute(
                        desk,
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter()),
                        arguments.toArray(String[]::new));
        assertThat(code).isZero();
        assertThat(desk.asked.orElseThrow().request().act()).isEqualTo(Act.UPDATE);
        List<Map<String, Object>> rules = (List<Map<String, Object>>) at(role, "rules");
        assertThat(rules)
                .extracting(rule -> rule.get("resources") + " " + rule.get("verbs"))
                .contains(
                        "[deployments, statefulsets, daemonsets] [get, list, patch]",
                        "[cronjobs] [get, list, patch]",
                        "[pods] [list]",
                        "[secrets, serviceaccounts] [get]",
                        "[pods/eviction] [create]");
    }

    @Test
    void theDocumentIsOfTheFormThatIsWritten() {
        String shown = text.substring(text.indexOf("```json\n") + 8);
        var document =
                JsonParser.parseString(shown.substring(0, shown.indexOf("```"))).getAsJsonObject();
        var out = new StringWriter();
        Commands.execute(
                desk,
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                "sync",
                "-o",
                "json");

        var written = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(document.keySet()).isEqualTo(written.keySet());
        assertThat(document.getAsJsonObject("summary").keySet())
                .isEqualTo(written.getAsJsonObject("summary").keySet());
    }

    private static Object at(Map<String, Object> from, String... path) {
        Object here = from;
        for (String field : path) {
            here = Objects.requireNonNull(((Map<?, ?>) here).get(field), field);
        }
        return here;
    }

    private Map<String, Object> block(String holding) {
        return Markdown.read(Path.of("SYNC.md")).blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Markdown.Block::text)
                .filter(yaml -> yaml.contains(holding))
                .findFirst()
                .<Map<String, Object>>map(yaml -> new Yaml().load(yaml))
                .orElseThrow();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("SYNC.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Of which nothing but a run may be asked, and that finds nothing.
    private static final class RecordingDesk implements Desk {

        private Optional<SyncAsked> asked = Optional.empty();

        @Override
        public SyncReport sync(SyncAsked of, SyncProgress progress) {
            asked = Optional.of(of);
            return new SyncReport(
                    Instant.EPOCH,
                    Instant.EPOCH,
                    of.request().act(),
                    false,
                    false,
                    0,
                    List.of(),
                    List.of());
        }

        @Override
        public Unpins unpins() {
            throw new AssertionError("not asked for");
        }

        @Override
        public String rights(RightsAsked rights) {
            throw new AssertionError("not asked for");
        }

        @Override
        public int forget(String cluster, boolean force) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Explanation explain(ImageReference asked) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Replay replay(ReplayAsked asked) {
            throw new AssertionError("not asked for");
        }

        @Override
        public PauseBoard pauses() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void recheck(RecheckRequest request) {
            throw new AssertionError("not asked for");
        }
    }
}
