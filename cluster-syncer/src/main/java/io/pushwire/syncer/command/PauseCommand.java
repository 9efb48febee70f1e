// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.Directive;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    PauseCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        return scope.say(Directive.State.PAUSED, desk);
    }
}
