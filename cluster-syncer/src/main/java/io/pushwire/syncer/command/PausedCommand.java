// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.Directive;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// `cluster-syncer paused`.
@Command(
        name = "paused",
        mixinStandardHelpOptions = true,
        description = "Lists the pauses that hold now, in all clusters.")
final class PausedCommand implements Callable<Integer> {

    private final Desk desk;

    @Spec private @Nullable CommandSpec command;

    PausedCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (PauseBoard board = desk.pauses()) {
            List<Directive> paused = board.paused();
            PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
            if (paused.isEmpty()) {
                out.println("nothing is paused");
            }
            paused.forEach(out::println);
            return 0;
        }
    }
}
