// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.command;

import io.pushwire.config.Service;
import io.pushwire.log.ProgramLog;

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

    /// One line for each command.
    private static final List<Function<Desk, Object>> ALL =
            List.of(
                    PauseCommand::new,
                    ResumeCommand::new,
                    PausedCommand::new,
                    RecheckCommand::new,
                    UnpinCommand::new,
                    SyncCommand::new,
                    ReplayCommand::new,
                    ExplainCommand::new,
                    ForgetCommand::new,
                    RbacCommand::new);

    private Commands() {}

    /// @return the exit code: 0 done, 1 not or not all of it, 2 not understood
    public static int execute(Desk desk, String... arguments) {
        ProgramLog.ofCommand();
        return commandLine(desk, arguments).execute(arguments);
    }

    /// As [#execute], to where a test looks.
    public static int execute(Desk desk, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(desk, arguments).setOut(out).setErr(err).execute(arguments);
    }

    /// With the command that is asked for, or with all of them where that is none: to read what
    /// each of them takes makes up a good part of a start.
    private static CommandLine commandLine(Desk desk, String... arguments) {
        var commandLine = new CommandLine(new Syncer());
        List<Object> all = ALL.stream().map(command -> command.apply(desk)).toList();
        List<Object> asked = all.stream().filter(command -> isNamed(command, arguments)).toList();
        (asked.isEmpty() ? all : asked).forEach(commandLine::addSubcommand);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Commands::refuse);
        commandLine.setExecutionExceptionHandler(Commands::fail);
        return commandLine;
    }

    private static boolean isNamed(Object command, String... arguments) {
        Command is = command.getClass().getAnnotation(Command.class);
        return arguments.length > 0 && is != null && is.name().equals(arguments[0]);
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
