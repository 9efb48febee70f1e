// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.config.Service;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// What people ask of the syncer's jar beside running.
public final class Commands {

    // Where the log goes is decided when the first logger is made.
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    /// One line for each command.
    private static final List<Function<Desk, Object>> ALL =
            List.of(
                    PauseCommand::new,
                    ResumeCommand::new,
                    PausedCommand::new,
                    RecheckCommand::new,
                    UnpinCommand::new,
                    ForgetCommand::new,
                    RbacCommand::new);

    private Commands() {}

    /// @return the exit code: 0 done, 1 not or not all of it, 2 not understood
    public static int execute(Desk desk, String... arguments) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "io/pushwire/syncer/command/logback.xml");
        }
        return commandLine(desk).execute(arguments);
    }

    /// As [#execute], to where a test looks.
    public static int execute(Desk desk, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(desk).setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine(Desk desk) {
        var commandLine = new CommandLine(new Syncer());
        ALL.forEach(command -> commandLine.addSubcommand(command.apply(desk)));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Commands::refuse);
        commandLine.setExecutionExceptionHandler(Commands::fail);
        return commandLine;
    }

    private static int refuse(CommandLine.ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println(wrong.getMessage() + "; --help lists the flags.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int fail(
            Exception failed, CommandLine command, CommandLine.@Nullable ParseResult parsed)
            throws Exception {
        // What the cluster could not be asked is no fault of ours either.
        String sentence =
                failed instanceof IllegalStateException
                        ? String.valueOf(failed.getMessage())
                        : Service.sentences(failed).orElseThrow(() -> failed);
        command.getErr().println(sentence);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /// The program itself, which runs where no command is given.
    @Command(
            name = "cluster-syncer",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Without a command: runs.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Syncer {}

    /// From the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {
                "pushwire cluster-syncer " + Objects.requireNonNullElse(version, "?")
            };
        }
    }
}
