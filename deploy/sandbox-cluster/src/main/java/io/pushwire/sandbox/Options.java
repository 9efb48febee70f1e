// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import java.time.Clock;
import java.time.Duration;

/// How a sandbox cluster is started; change a part with the method of its name.
///
/// @param port 0 for any free one
/// @param allInterfaces whether it can be reached from other machines: nobody is asked for a
///   password there either
/// @param rollouts whether the rollout controller runs, so that workloads get pods
/// @param podStart how long a pod of the rollout controller takes until it is ready
/// @param historySize how many changes of each kind a watch can start behind before it is told 410
/// @param journalSize how many writes the journal keeps
/// @param bookmarkEvery how long a watch that asked for bookmarks may be silent
/// @param clock gives the times in objects; waiting goes by the machine's own
public record Options(
        int port,
        boolean allInterfaces,
        boolean rollouts,
        Duration podStart,
        int historySize,
        int journalSize,
        Duration bookmarkEvery,
        Clock clock) {
    public Options {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is from 0 to 65535, not " + port);
        }
        if (bookmarkEvery.isNegative() || bookmarkEvery.isZero()) {
            throw new IllegalArgumentException(
                    "Bookmarks need some time between them, not " + bookmarkEvery);
        }
        if (podStart.isNegative()) {
            throw new IllegalArgumentException("A pod cannot start within " + podStart);
        }
    }

    /// Any free port, with rollouts whose pods are ready at once.
    public static Options defaults() {
        return new Options(
                0,
                false,
                true,
                Duration.ZERO,
                10_000,
                10_000,
                Duration.ofSeconds(30),
                Clock.systemUTC());
    }

    public Options port(int wanted) {
        return new Options(
                wanted,
                allInterfaces,
                rollouts,
                podStart,
                historySize,
                journalSize,
                bookmarkEvery,
                clock);
    }

    public Options allInterfaces(boolean wanted) {
        return new Options(
                port, wanted, rollouts, podStart, historySize, journalSize, bookmarkEvery, clock);
    }

    public Options rollouts(boolean wanted) {
        return new Options(
                port,
                allInterfaces,
                wanted,
                podStart,
                historySize,
                journalSize,
                bookmarkEvery,
                clock);
    }

    public Options podStart(Duration wanted) {
        return new Options(
                port,
                allInterfaces,
                rollouts,
                wanted,
                historySize,
                journalSize,
                bookmarkEvery,
                clock);
    }

    public Options historySize(int wanted) {
        return new Options(
                port, allInterfaces, rollouts, podStart, wanted, journalSize, bookmarkEvery, clock);
    }

    public Options journalSize(int wanted) {
        return new Options(
                port, allInterfaces, rollouts, podStart, historySize, wanted, bookmarkEvery, clock);
    }

    public Options bookmarkEvery(Duration wanted) {
        return new Options(
                port, allInterfaces, rollouts, podStart, historySize, journalSize, wanted, clock);
    }

    public Options clock(Clock wanted) {
        return new Options(
                port,
                allInterfaces,
                rollouts,
                podStart,
                historySize,
                journalSize,
                bookmarkEvery,
                wanted);
    }
}
