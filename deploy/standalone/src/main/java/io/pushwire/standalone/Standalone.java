// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

import java.io.PrintWriter;
import java.util.Objects;

/// Listener, syncer and a Kafka broker of their own with one command, for one machine or one small
/// cluster.
public final class Standalone {

    private Standalone() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new StandaloneCommand());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Standalone::refuse);
        return commandLine;
    }

    private static int refuse(CommandLine.ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println(wrong.getMessage() + "; --help lists the flags.");
        return CommandLine.ExitCode.USAGE;
    }

    /// From the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Standalone.class.getPackage().getImplementationVersion();
            return new String[] {"pushwire standalone " + Objects.requireNonNullElse(version, "?")};
        }
    }
}
