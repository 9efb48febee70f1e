// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.outcome.Outcome.Change;
import io.pushwire.outcome.Outcome.WorkloadRef;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The way to leave Pushwire.
@Command(
        name = "unpin",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Gives workloads the images back that they had before Pushwire pinned them, and"
                    + " removes",
            "its annotations. An image that somebody changed since stays. Stop the syncer first,"
                    + " or",
            "it pins again. Exit code 1 if not all of them went through."
        })
final class UnpinCommand implements Callable<Integer> {

    private static final String DEFAULT = "default";
    private static final double NANOS = 1e9;

    private final Desk desk;

    @Parameters(
            paramLabel = "KIND/NAME",
            arity = "0..1",
            description = "One workload, for example deployment/web. Without it: all.")
    private @Nullable String wanted;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace. Default for one workload: default.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "All of them.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only prints what would be given back.")
    private boolean dryRun;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "How many workloads a second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Spec private @Nullable CommandSpec spec;

    UnpinCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        try (Desk.Unpins unpins = desk.unpins()) {
            List<WorkloadRef> pinned = unpins.pinned(namespaceAsked(), Optional.ofNullable(wanted));
            if (pinned.isEmpty()) {
                out().println(
                                wanted == null
                                        ? "nothing is pinned by Pushwire"
                                        : wanted + " is not there, or not pinned by Pushwire");
                out().flush();
                return wanted == null ? 0 : 1;
            }
            return run(unpins, pinned);
        }
    }

    private int run(Desk.Unpins unpins, List<WorkloadRef> pinned) throws InterruptedException {
        int failed = 0;
        int left = 0;
        for (int i = 0; i < pinned.size(); i++) {
            if (i > 0 && !dryRun) {
                Thread.sleep(Duration.ofNanos((long) (NANOS / rate)));
            }
            WorkloadRef workload = pinned.get(i);
            Desk.Unpinned became = unpins.unpin(workload, dryRun);
            say(i + 1, pinned.size(), workload, became);
            failed += became.problem().isPresent() ? 1 : 0;
            left += became.left().isEmpty() ? 0 : 1;
        }
        out().printf(
                        "%d of %d %s back%s%s%n",
                        pinned.size() - failed,
                        pinned.size(),
                        dryRun ? "would be given" : "given",
                        left == 0 ? "" : ", %d of them with an image that stays".formatted(left),
                        failed == 0 ? "" : ", %d failed".formatted(failed));
        out().flush();
        return failed == 0 ? 0 : 1;
    }

    private void say(int number, int of, WorkloadRef workload, Desk.Unpinned became) {
        String head = "[%d/%d] %s  ".formatted(number, of, workload);
        for (Change change : became.changes()) {
            out().println(
                            head
                                    + "%s: %s -> %s"
                                            .formatted(
                                                    change.container(),
                                                    change.from(),
                                                    change.to()));
        }
        became.left().forEach(sentence -> out().println(head + sentence));
        became.problem().ifPresent(problem -> out().println(head + "failed: " + problem));
        if (became.changes().isEmpty() && became.left().isEmpty() && became.problem().isEmpty()) {
            out().println(head + "annotation only");
        }
        out().flush();
    }

    /// @throws ParameterException for flags that cannot be meant
    private void check() {
        if (wanted != null && !wanted.matches("[^/]+/[^/]+")) {
            throw wrong("\"" + wanted + "\" is not KIND/NAME");
        }
        if (all && (namespace != null || wanted != null)) {
            throw wrong("-A goes with neither a workload nor -n");
        }
        if (!all && namespace == null && wanted == null) {
            throw wrong("say which: KIND/NAME, -n NAMESPACE or -A");
        }
        if (!(rate > 0)) {
            throw wrong("--rate must be more than 0");
        }
    }

    private Optional<String> namespaceAsked() {
        return all ? Optional.empty() : Optional.of(Objects.requireNonNullElse(namespace, DEFAULT));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }
}
