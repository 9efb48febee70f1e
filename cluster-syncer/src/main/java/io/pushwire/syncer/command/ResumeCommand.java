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

/// `cluster-syncer resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "What was held back is done, by the newest word on each tag.")
final class ResumeCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private ScopeOptions scope = new ScopeOptions();
    @Spec private @Nullable CommandSpec command;

    ResumeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (PauseBoard board = desk.pauses()) {
            Directive said = scope.directive(Directive.State.RESUMED, board);
            board.say(said);
            Objects.requireNonNull(command).commandLine().getOut().println(said);
            return 0;
        }
    }
}
