// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import picocli.CommandLine.Option;

/// How a command prints.
final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Default: ${DEFAULT-VALUE}.")
    private Output.Form form = Output.Form.TEXT;

    @Option(names = "--utc", description = "Times in UTC instead of local ones.")
    private boolean utc;

    boolean json() {
        return form == Output.Form.JSON;
    }

    boolean utc() {
        return utc;
    }
}
