// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.control.Directive;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// `cluster-syncer resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "What was held back is done, by the newest word on each tag.")
final class ResumeCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private ScopeOptions scope = new ScopeOptions();

    ResumeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws InterruptedException {
        return scope.say(Directive.State.RESUMED, desk);
    }
}
