// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import io.pushwire.testing.Markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The commands that the documentation asks its readers to paste.
final class Commands {

    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?'?(\\w+)'?");
    private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ((?:.*\\\\\\n)*.*)$");
    private static final String LIST = "deploy/docs/src/test/resources/not-run.txt";

    private Commands() {}

    /// The blocks of shell that must work as they are: those of the README, and those of every
    /// quick start.
    static List<Markdown.Block> toBePasted() {
        return Markdown.all().stream()
                .flatMap(file -> file.blocks().stream())
                .filter(block -> block.language().equals("sh"))
                .filter(block ->
                        block.file().equals(Repository.file("README.md"))
                                || isQuickStart(block.section()))
                .toList();
    }

    private static boolean isQuickStart(String section) {
        return section.toLowerCase(Locale.ROOT).replace('-', ' ').contains("quick start");
    }

    /// All that is shown anywhere as typed: blocks of shell, and lines behind a prompt.
    static List<String> shown() {
        return Markdown.all().stream()
                .flatMap(file -> file.blocks().stream())
                .flatMap(Commands::shown)
                .toList();
    }

    private static Stream<String> shown(Markdown.Block block) {
        return switch (block.language()) {
            case "sh" -> of(block.text()).stream();
            case "" -> PROMPT.matcher(block.text()).results().map(found -> joined(found.group(1)));
            default -> Stream.empty();
        };
    }

    /// One for each command, with what it reads from the script itself.
    static List<String> of(String script) {
        var commands = new ArrayList<String>();
        List<String> lines = script.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var command = new StringBuilder(line);
            while (command.toString().endsWith("\\")) {
                command.append('\n').append(lines.get(++at));
            }
            Matcher here = HERE_DOCUMENT.matcher(line);
            if (here.find()) {
                do {
                    command.append('\n').append(lines.get(++at));
                } while (!lines.get(at).equals(here.group(1)));
            }
            commands.add(joined(command.toString()));
        }
        return commands;
    }

    private static String joined(String command) {
        return command.replaceAll("\\s*\\\\\\n\\s*", " ").strip();
    }

    /// Those that no test runs, with the reason.
    static Map<String, String> notRun() {
        var reasons = new TreeMap<String, String>();
        for (String line : Repository.text(LIST).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ## ", -1);
                if (parts.length != 2 || parts[1].isBlank()) {
                    throw new AssertionError(LIST + ": say \"command ## reason\": " + line);
                }
                reasons.put(parts[0].strip(), parts[1].strip());
            }
        }
        return reasons;
    }
}
