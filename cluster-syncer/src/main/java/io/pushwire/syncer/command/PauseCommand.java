// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.Directive;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/// `cluster-syncer pause`.
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description =
                "Nothing is written there from now on; what is held back is done after resume.")
final class PauseCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private ScopeOptions scope = new ScopeOptions();
    @Spec private @Nullable CommandSpec command;

    PauseCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (PauseBoard board = desk.pauses()) {
            Directive said = scope.directive(Directive.State.PAUSED, board);
            board.say(said);
            Objects.requireNonNull(command).commandLine().getOut().println(said);
            return 0;
        }
    }
}
