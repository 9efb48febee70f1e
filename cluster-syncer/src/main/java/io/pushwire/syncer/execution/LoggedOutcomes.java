// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.execution;

import io.pushwire.outcome.Outcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line of the log for each outcome, with its reason.
public final class LoggedOutcomes implements OutcomeFollower {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedOutcomes.class);

    @Override
    public void follow(Outcome outcome) {
        LOG.atInfo()
                .addKeyValue("image", outcome.cause().image())
                .addKeyValue("workload", outcome.workload().map(Object::toString).orElse("-"))
                .addKeyValue("position", outcome.cause().position().inTopic("log"))
                .log("{}: {}", outcome.kind(), outcome.detail());
    }
}
