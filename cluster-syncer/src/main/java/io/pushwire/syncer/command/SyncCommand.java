// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.syncer.sync.Act;
import io.pushwire.syncer.sync.Registries;
import io.pushwire.syncer.sync.Scope;
import io.pushwire.syncer.sync.SyncJson;
import io.pushwire.syncer.sync.SyncReport;
import io.pushwire.syncer.sync.SyncRequest;
import io.pushwire.syncer.sync.SyncText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Once over the cluster, without Kafka and without the service.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Lists workloads, asks the registries what their tags point at now, and says what is"
                    + " out of",
            "date; with --update, --restart or --recreate it also brings it up to date. Needs"
                    + " neither Kafka",
            "nor the service. Exit code 1 if anything failed, a look-up too; 3 if something is out"
                    + " of date",
            "and nothing was to be written."
        })
final class SyncCommand implements Callable<Integer> {

    private static final int MOST_PARALLEL = 256;

    private final Desk desk;

    @Mixin private final SyncScopeOptions where = new SyncScopeOptions();

    @Mixin private final SyncRegistryOptions registries = new SyncRegistryOptions();

    @Option(
            names = "--update",
            description = "Pins what is out of date to the digest, as policy pin does.")
    private boolean update;

    @Option(
            names = "--restart",
            description =
                    "Restarts what has outdated pods, as policy restart does; pinned images get"
                            + " their tag back.")
    private boolean restart;

    @Option(names = "--recreate", description = "Evicts outdated pods, as policy recreate does.")
    private boolean recreate;

    @Option(
            names = "--max-evictions",
            paramLabel = "NUMBER",
            description = "With --recreate: how many pods at most. Default: no bound.")
    private @Nullable Integer maxEvictions;

    @Option(
            names = "--bare-pods",
            paramLabel = "report|patch",
            description =
                    "What becomes of outdated pods that nothing would put back: they are only"
                            + " reported (default), or their image is changed in place.")
    private @Nullable BarePods barePods;

    @Option(
            names = "--check-pods",
            description =
                    "What pods run decides, not what the workload says. Always so with --restart"
                            + " and --recreate.")
    private boolean checkPods;

    @Option(names = "--dry-run", description = "Only says what would be done.")
    private boolean dryRun;

    @Option(
            names = "--parallelism",
            paramLabel = "NUMBER",
            defaultValue = "16",
            description =
                    "Look-ups at one registry, and writes, at one time. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The form of the report. Default: ${DEFAULT-VALUE}.")
    private Output output = Output.TEXT;

    @Spec private @Nullable CommandSpec spec;

    /// Forms of the report.
    enum Output {
        TEXT,
        JSON
    }

    /// What becomes of pods without a controller.
    enum BarePods {
        REPORT,
        PATCH
    }

    SyncCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        where.problem().ifPresent(this::refuse);
        Registries.Options asking;
        try {
            asking = registries.read(parallelism);
        } catch (IllegalArgumentException unusable) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    String.valueOf(unusable.getMessage()),
                    unusable);
        }
        var progress = ProgressLine.on(err());
        SyncReport report =
                desk.sync(
                        new Desk.SyncAsked(
                                request(where.scope()),
                                asking,
                                Optional.ofNullable(where.kubeconfig()),
                                Optional.ofNullable(where.context())),
                        progress);
        progress.end();
        out().print(output == Output.JSON ? SyncJson.of(report) : SyncText.of(report));
        out().flush();
        return report.exitCode();
    }

    private SyncRequest request(Scope scope) {
        return new SyncRequest(
                scope,
                act(),
                checkPods,
                dryRun,
                barePods == BarePods.PATCH,
                registries.pullSecrets(),
                parallelism,
                Objects.requireNonNullElse(maxEvictions, Integer.MAX_VALUE));
    }

    private Act act() {
        if (update) {
            return Act.UPDATE;
        }
        if (restart) {
            return Act.RESTART;
        }
        return recreate ? Act.RECREATE : Act.REPORT;
    }

    /// @throws ParameterException for flags that cannot be meant
    private void check() {
        if (List.of(update, restart, recreate).stream().filter(it -> it).count() > 1) {
            refuse("--update, --restart and --recreate exclude each other");
        }
        if (maxEvictions != null && !recreate) {
            refuse("--max-evictions goes with --recreate only");
        }
        if (maxEvictions != null && maxEvictions < 1) {
            refuse("--max-evictions must be at least 1");
        }
        if (barePods == BarePods.PATCH && act() == Act.REPORT) {
            refuse("--bare-pods=patch goes with --update, --restart or --recreate only");
        }
        if (parallelism < 1 || parallelism > MOST_PARALLEL) {
            refuse("--parallelism must be 1 to " + MOST_PARALLEL);
        }
    }

    private void refuse(String sentence) {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
