// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.syncer.replay.Bound;
import io.pushwire.syncer.replay.Entry;
import io.pushwire.syncer.replay.ReplayForm;
import io.pushwire.syncer.replay.Replaying;
import io.pushwire.syncer.replay.Window;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The past of the record beside what would be decided now.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Reads past events, what was done because of them, and what would be done now; with"
                    + " --apply it",
            "also does it. Exit code 1 if something that was to be done was not; 130 if it was"
                    + " interrupted."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final ReplayScopeOptions scope = new ReplayScopeOptions();

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Whose outcomes stand beside. Default: the configured one.")
    private @Nullable String cluster;

    @Option(
            names = "--policy-file",
            paramLabel = "FILE",
            description = {
                "Another configuration of policy, namespaces and selection (YAML): only where it"
                        + " would end an",
                "event differently than the present one is printed."
            })
    private @Nullable Path policyFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv",
            defaultValue = "table",
            description = "The form. json: an object on each line. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.TABLE;

    @Option(names = "--apply", description = "Shows what would be written, asks, and does it.")
    private boolean apply;

    @Option(names = "--yes", description = "With --apply: does not ask.")
    private boolean yes;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "With --apply: who does it; without it the user's name and this host's.")
    private @Nullable String by;

    @Spec private @Nullable CommandSpec spec;

    private boolean begun;

    /// Forms of the rows.
    enum Output {
        TABLE,
        JSON,
        CSV
    }

    ReplayCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        Desk.ReplayAsked asked = asked();
        try (var interruption = Interruption.watch(err());
                Desk.Replay replay = desk.replay(asked)) {
            return apply
                    ? new Applying(replay, out(), ProgressLine.on(err()), interruption)
                            .run(yes, by == null ? ScopeOptions.whoever() : by)
                    : show(replay, form(asked.window()), interruption);
        }
    }

    private int show(Desk.Replay replay, ReplayForm form, Interruption interruption)
            throws InterruptedException {
        var line = ProgressLine.on(err());
        Replaying.Reached reached =
                replay.run(
                        entry -> print(form, entry, line),
                        ReplayProgress.on(line),
                        interruption::asked);
        line.end();
        begin(form);
        out().flush();
        if (reached.left().isPresent() && interruption.asked()) {
            Bound.Places left = reached.left().get();
            err().println(
                            "stopped after %d events; to go on, say the same with --from %s"
                                    .formatted(reached.events(), left));
            err().flush();
            return Interruption.EXIT_CODE;
        }
        return 0;
    }

    /// Titles, when it is certain that there is something to be told.
    private void begin(ReplayForm form) {
        if (!begun && !form.head().isEmpty()) {
            out().println(form.head());
        }
        begun = true;
    }

    private void print(ReplayForm form, Entry entry, ProgressLine line) {
        line.end();
        begin(form);
        out().println(form.line(entry));
    }

    private ReplayForm form(Window window) {
        boolean shadow = policyFile != null;
        return switch (output) {
            case TABLE -> new ReplayForm.Table(scope.zone(), window.image().host(), shadow);
            case JSON -> new ReplayForm.Json();
            case CSV -> new ReplayForm.Csv(shadow);
        };
    }

    private Desk.ReplayAsked asked() {
        try {
            return new Desk.ReplayAsked(
                    scope.window(),
                    Optional.ofNullable(cluster),
                    scope.asOf(),
                    Optional.ofNullable(policyFile),
                    apply);
        } catch (IllegalArgumentException unusable) {
            throw refused(String.valueOf(unusable.getMessage()));
        }
    }

    /// @throws ParameterException for flags that cannot be meant
    private void check() {
        if (yes && !apply) {
            throw refused("--yes goes with --apply only");
        }
        if (by != null && !apply) {
            throw refused("--by goes with --apply only");
        }
        if (policyFile != null && (apply || scope.isAsOf())) {
            throw refused("--policy-file goes with neither --apply nor --as-of");
        }
        if (apply && output != Output.TABLE) {
            throw refused("--apply has no other output: leave -o out");
        }
        if (apply && !yes && !Applying.canAsk()) {
            throw refused("--apply asks before it writes, and there is no terminal: say --yes");
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
