// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench;

import io.pushwire.bench.images.ImagesBench;
import io.pushwire.bench.listener.ListenerBench;
import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.record.RecordBench;
import io.pushwire.bench.start.StartBench;
import io.pushwire.bench.sync.SyncBench;
import io.pushwire.bench.syncer.SyncerBench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The benchmarks' program; `run.sh` starts it.
@Command(
        name = "deploy/bench/run.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            ListenerBench.class,
            SyncerBench.class,
            SyncBench.class,
            RecordBench.class,
            ImagesBench.class,
            StartBench.class
        },
        description = "Measures one of the services. The README says how to read it.")
public final class Bench implements Artifacts.Known {

    @Option(names = "--launcher", hidden = true, required = true)
    private Path launcher = Path.of("");

    @Option(names = "--jar", hidden = true, required = true)
    private Path jar = Path.of("");

    @Option(names = "--bench-jar", hidden = true, required = true)
    private Path benchJar = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Artifacts artifacts() {
        return new Artifacts(launcher, jar.toAbsolutePath(), benchJar.toAbsolutePath());
    }
}
