// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/// Prints what the syncer has to be allowed.
@Command(
        name = "rbac",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Prints the role that a syncer of this configuration needs, for kubectl apply.")
final class RbacCommand implements Callable<Integer> {

    private final Desk desk;

    @Option(
            names = "--namespaced",
            description = {
                "A Role in each namespace of pushwire.namespaces.include, which must name them",
                "without globs, and no ClusterRole."
            })
    private boolean namespaced;

    @Option(names = "--recreate", description = "With the rights of policy recreate.")
    private boolean recreate;

    @Option(
            names = "--service-account",
            paramLabel = "NAMESPACE/NAME",
            defaultValue = "pushwire/cluster-syncer",
            description = "Who gets them. Default: ${DEFAULT-VALUE}.")
    private String account = "";

    @Spec private @Nullable CommandSpec spec;

    RbacCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        if (account.split("/", -1).length != 2) {
            throw new ParameterException(
                    commandLine, "--service-account is \"%s\": NAMESPACE/NAME".formatted(account));
        }
        commandLine
                .getOut()
                .print(desk.rights(new Desk.RightsAsked(namespaced, recreate, account)));
        commandLine.getOut().flush();
        return 0;
    }
}
