// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Markdown;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No command of the README or of a quick start is left over: each is run by [PastedIT], or stands
/// in `not-run.txt` with a reason. And what the documentation says to Maven is there.
class CommandsTest {

    @Test
    void everyCommandIsRunOrHasAReason() {
        Set<String> reasons = Commands.notRun().keySet();
        List<Markdown.Block> left =
                Commands.toBePasted().stream()
                        .filter(block -> !PastedIT.runs(block))
                        .filter(block -> !reasons.containsAll(Commands.of(block.text())))
                        .toList();

        assertThat(Commands.toBePasted()).hasSizeGreaterThan(4);
        assertThat(left).as("neither run by PastedIT nor in not-run.txt").isEmpty();
    }

    @Test
    void whatIsNotRunIsStillThere() {
        Set<String> there =
                Commands.toBePasted().stream()
                        .flatMap(block -> Commands.of(block.text()).stream())
                        .collect(Collectors.toSet());

        assertThat(there).containsAll(Commands.notRun().keySet());
        assertThat(PastedIT.BLOCKS)
                .allSatisfy(first ->
                        assertThat(Commands.toBePasted())
                                .anyMatch(block -> block.text().startsWith(first)));
    }

    @Test
    void aTestThatIsNamedAsAReasonIsThere() throws IOException {
        Set<String> classes = testClasses();

        for (String reason : Commands.notRun().values()) {
            assertThat(Repository.found("(\\w+(?:IT|Test))\\b", reason))
                    .allSatisfy(named -> assertThat(classes).contains(named));
        }
    }

    @Test
    void whatTheDocumentationSaysToMavenIsThere() throws IOException {
        Set<String> classes = testClasses();
        String all =
                Markdown.all().stream()
                        .map(file -> String.join("\n", file.lines()))
                        .collect(Collectors.joining("\n"));

        assertThat(Repository.found("-D(?:it\\.)?test=(\\w+)", all))
                .isNotEmpty()
                .filteredOn(named -> !named.equals("None"))
                .allSatisfy(named -> assertThat(classes).contains(named));
        assertThat(Repository.found("mvnw [^`\\n]*?-pl ([\\w/,-]+)", all))
                .isNotEmpty()
                .flatMap(modules -> List.of(modules.split(",")))
                .allSatisfy(
                        module -> assertThat(Repository.file(module).resolve("pom.xml")).exists());
    }

    @Test
    void scriptsThatAreNamedCanBeRun() {
        var scripts = new TreeSet<String>();
        for (String command : Commands.shown()) {
            Repository.found("(?:^|\\s)(deploy/[\\w/-]+\\.sh)", command).forEach(scripts::add);
        }

        assertThat(scripts).contains("deploy/run.sh", "deploy/demo.sh");
        assertThat(scripts)
                .allSatisfy(script ->
                        assertThat(Files.isExecutable(Repository.file(script)))
                                .as(script)
                                .isTrue());
    }

    @Test
    void aScriptIsTakenApart() {
        assertThat(
                        Commands.of(
                                """
                                cat > a.yml <<'YAML'
                                a: 1
                                YAML
                                # not a command
                                run \\
                                  --long

                                last
                                """))
                .containsExactly("cat > a.yml <<'YAML'\na: 1\nYAML", "run --long", "last");
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(Markdown.root())) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("/src/test/java/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - 5))
                    .collect(Collectors.toSet());
        }
    }
}
