// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/// `cluster-syncer forget`.
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the inventory of a cluster that is gone away: its name is free again, and",
            "its tags are not in use any more. Its outcomes stay. Refused while its syncer runs."
        })
final class ForgetCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(paramLabel = "CLUSTER", description = "Its name, as in pushwire.cluster.")
    private String cluster = "";

    @Option(names = "--force", description = "Also if it was heard of in the last three minutes.")
    private boolean force;

    @Spec private @Nullable CommandSpec command;

    ForgetCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        int records = desk.forget(cluster, force);
        Objects.requireNonNull(command)
                .commandLine()
                .getOut()
                .printf(
                        "%s: %d records of its inventory taken away; its outcomes stay%n",
                        cluster, records);
        return 0;
    }
}
