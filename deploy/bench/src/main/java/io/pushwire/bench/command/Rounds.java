// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.function.BiFunction;

/// The flag that says how often everything is measured.
public final class Rounds {

    private static final int MOST = 1000;

    @Option(names = "--rounds", paramLabel = "N", description = "How often all is measured.")
    private @Nullable Integer rounds;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// The plan, with as many rounds as were asked for.
    ///
    /// @throws ParameterException if that is no number of rounds
    public <P> P in(P plan, BiFunction<P, Integer, P> with) {
        if (rounds == null) {
            return plan;
        }
        if (rounds < 1 || rounds > MOST) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--rounds is from 1 to " + MOST + ", not " + rounds);
        }
        return with.apply(plan, rounds);
    }
}
