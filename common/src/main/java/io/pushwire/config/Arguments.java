// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import java.util.Set;

/// What the arguments of a program are. It is no part of [Service], whose loading makes the first
/// logger: a command decides before that where its log goes.
public final class Arguments {

    private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version");

    private Arguments() {}

    /// Whether the arguments are a command's, or ask for help, and are no settings of the service.
    public static boolean isCommand(String... arguments) {
        return arguments.length > 0
                && (!arguments[0].startsWith("-") || QUESTIONS.contains(arguments[0]));
    }
}
