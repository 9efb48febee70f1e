// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.redelivery.Archive;
import io.pushwire.listener.redelivery.Found;
import io.pushwire.listener.redelivery.Place;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/// Sends letters through again.
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Sends whole dead letters through again, as their sources are configured now.",
            "Their pushes become events without a digest that counts: the registry is asked first.",
            "The letters stay. Exit code 1 if not all of them went through."
        })
final class SendCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Positions as the list has them, for example 0@12, or ids.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--all",
            description = "All that --source and the other filters leave; needs --source.")
    private boolean all;

    @Mixin private LetterFilter filter = new LetterFilter();

    @Option(names = "--yes", description = "Does not ask before it sends with --all.")
    private boolean yes;

    @Spec private @Nullable CommandSpec spec;

    SendCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        check();
        Archive archive = desk.archive();
        var report = new SendReport(spec().commandLine().getOut());
        if (!all) {
            try (var sending = desk.sending()) {
                named(archive, sending, report);
            }
            return report.end();
        }
        Set<Place> places = matching(archive);
        if (places.isEmpty()) {
            spec().commandLine().getOut().println("no dead letter matches");
            return 0;
        }
        if (!yes && !confirmed(places.size())) {
            spec().commandLine().getOut().println("nothing was sent");
            return 1;
        }
        try (var sending = desk.sending()) {
            archive.read(
                    filter.from(),
                    (found, _) -> {
                        if (found instanceof Found.Letter letter && places.remove(letter.place())) {
                            report.say(letter, sending.redelivery().send(letter));
                        }
                        return !places.isEmpty();
                    });
        }
        places.forEach(gone -> report.missing(gone.toString()));
        return report.end();
    }

    /// @throws ParameterException for flags that cannot be meant
    private void check() {
        if (all == !ids.isEmpty()) {
            throw wrong("say which: either ids, or --all with --source");
        }
        if (all && !filter.hasSource()) {
            throw wrong("--all needs --source NAME");
        }
        if (!all && !filter.isEmpty()) {
            throw wrong("--source, --reason, --from and --to go with --all");
        }
        if (all && !yes && ProgressLine.terminal().isEmpty()) {
            throw wrong("--all asks before it sends; where nobody can be asked, add --yes");
        }
    }

    private void named(Archive archive, Desk.Sending sending, SendReport report) {
        try (var line = new ProgressLine(spec().commandLine().getErr())) {
            Wanted.find(archive, ids, line)
                    .forEach((name, found) -> {
                        switch (found.orElse(null)) {
                            case Found.Letter letter ->
                                    report.say(letter, sending.redelivery().send(letter));
                            case Found.Strange strange -> report.strange(strange);
                            case null -> report.missing(name);
                        }
                    });
        }
    }

    private Set<Place> matching(Archive archive) {
        var places = new HashSet<Place>();
        try (var line = new ProgressLine(spec().commandLine().getErr())) {
            archive.read(
                    filter.from(),
                    (found, progress) -> {
                        line.show(progress);
                        if (found instanceof Found.Letter letter && filter.takes(letter.letter())) {
                            places.add(letter.place());
                        }
                        return true;
                    });
        }
        return places;
    }

    private static boolean confirmed(int number) {
        String question =
                "send %s again? [y/N] "
                        .formatted(Output.count(number, "dead letter", "dead letters"));
        return ProgressLine.terminal()
                .map(console -> console.readLine("%s", question))
                .filter(answer -> answer.strip().equalsIgnoreCase("y"))
                .isPresent();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec().commandLine(), sentence);
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli fills this in");
    }
}
