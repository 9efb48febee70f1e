// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.config.Service;
import io.pushwire.listener.export.ExportFailedException;
import io.pushwire.listener.redelivery.ArchiveAwayException;
import io.pushwire.log.ProgramLog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.io.PrintWriter;
import java.util.Objects;

/// What people ask of the listener's jar beside serving.
public final class Commands {

    private Commands() {}

    /// @return the exit code: 0 done, 1 not or not all of it, 2 not understood
    public static int execute(Desk desk, String... arguments) {
        ProgramLog.ofCommand();
        return commandLine(desk).execute(arguments);
    }

    /// As [#execute], to where a test looks.
    public static int execute(Desk desk, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(desk).setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine(Desk desk) {
        var commandLine =
                new CommandLine(new Listener())
                        .addSubcommand(
                                new CommandLine(new DeadLettersCommand())
                                        .addSubcommand(new ListCommand(desk))
                                        .addSubcommand(new ShowCommand(desk))
                                        .addSubcommand(new SendCommand(desk)))
                        .addSubcommand(
                                new CommandLine(new EventsCommand())
                                        .addSubcommand(new ExportCommand(desk))
                                        .addSubcommand(new VerifyCommand(desk)));
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
        String sentence =
                failed instanceof ArchiveAwayException || failed instanceof ExportFailedException
                        ? String.valueOf(failed.getMessage())
                        : Service.sentences(failed).orElseThrow(() -> failed);
        command.getErr().println(sentence);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /// The program itself, which serves where no command is given.
    @Command(
            name = "registry-listener",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Without a command: serves.",
            synopsisSubcommandLabel = "COMMAND")
    static final class Listener {}

    /// Groups the commands about dead letters.
    @Command(
            name = "dead-letters",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "(list | show | send)",
            description = "Notifications that nothing, or not all, could be made of.")
    static final class DeadLettersCommand {}

    /// Groups the commands about the record.
    @Command(
            name = "events",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "(export | verify)",
            description = "The record: events, and what became of them.")
    static final class EventsCommand {}

    /// From the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {
                "pushwire registry-listener " + Objects.requireNonNullElse(version, "?")
            };
        }
    }
}
