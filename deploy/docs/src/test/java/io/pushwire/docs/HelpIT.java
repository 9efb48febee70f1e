// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.Markdown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The commands and flags that the documentation shows are those of the programs.
@Timeout(300)
class HelpIT {

    private static final Duration HELP = Duration.ofSeconds(60);
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "(?:^|[\\s(])(?:deploy/run\\.sh )?(standalone|registry-listener|cluster-syncer)"
                            + " ([^|;&)]*)");
    private static final Pattern FLAG = Pattern.compile("(?<=^|\\s)(--[a-z][a-z-]*)");
    private static final Pattern SUBCOMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*)(?:, \\S+)? ");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");
    private static final Shell SHELL = new Shell(Markdown.root(), Map.of());

    private final Map<String, String> helps = new HashMap<>();

    @Test
    void whatIsShownIsThere() {
        var seen = new TreeSet<String>();
        for (String shown : Commands.shown()) {
            Matcher call = PROGRAM.matcher(shown.lines().findFirst().orElse(""));
            while (call.find()) {
                seen.add(check(call.group(1), call.group(2).strip(), shown));
            }
        }

        assertThat(seen)
                .contains(
                        "cluster-syncer pause",
                        "cluster-syncer replay",
                        "registry-listener dead-letters send",
                        "standalone");
    }

    @Test
    void theServicesListTheirCommands() {
        assertThat(subcommands("cluster-syncer")).contains("sync", "pause", "replay", "forget");
        assertThat(subcommands("registry-listener")).contains("dead-letters", "events");
    }

    /// Returns the command.
    private String check(String program, String arguments, String shown) {
        String command = program;
        for (String word : List.of(arguments.split("\\s+"))) {
            if (!WORD.matcher(word).matches() || !takes(command, word)) {
                break;
            }
            command = command + " " + word;
        }
        if (!command.equals(program) || program.equals("standalone")) {
            String help = help(command);
            assertThat(FLAG.matcher(arguments).results().map(found -> found.group(1)))
                    .as(shown)
                    .allSatisfy(flag -> assertThat(help).contains(flag));
        }
        return command;
    }

    /// The services take a command as their first word; commands that have commands list them.
    private boolean takes(String command, String word) {
        return command.contains(" ") ? subcommands(command).contains(word) : isService(command);
    }

    private static boolean isService(String program) {
        return !program.equals("standalone");
    }

    private Set<String> subcommands(String command) {
        String help = help(command);
        int commands = help.indexOf("\nCommands:");
        return commands < 0
                ? Set.of()
                : SUBCOMMAND
                        .matcher(help.substring(commands))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
    }

    private String help(String command) {
        return helps.computeIfAbsent(
                command,
                asked -> {
                    Shell.Result result = SHELL.run(HELP, "deploy/run.sh " + asked + " --help");
                    assertThat(result.exitCode()).as(asked + result.output()).isZero();
                    return result.output();
                });
    }
}
