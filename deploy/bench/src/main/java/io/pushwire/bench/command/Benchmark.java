// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.bench.process.Artifacts;
import io.pushwire.bench.process.Parts;
import io.pushwire.bench.process.WorkDirectory;
import io.pushwire.bench.result.JsonFile;
import io.pushwire.bench.result.Machine;
import io.pushwire.standalone.broker.BrokerFailedException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// A command that measures something. The tables go to the standard output, every single
/// measurement to a file. What was started is ended; its logs stay only where something failed.
public abstract class Benchmark implements Callable<Integer> {

    @ParentCommand private Artifacts.@Nullable Known program;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "Enough to see that something broke, not to compare.")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the JSON goes. Default: bench-${COMMAND-NAME}.json.")
    private @Nullable Path out;

    /// Where it is measured.
    ///
    /// @param directory where everything is kept and printed
    /// @param parts what has to be ended
    /// @param machine as it was before
    public record Place(Artifacts artifacts, Path directory, Parts parts, Machine machine) {}

    /// What came of it.
    ///
    /// @param lines for people
    /// @param json for programs
    /// @param failed whether something that should have worked did not; a goal that is missed is no
    ///   failure
    public record Outcome(List<String> lines, ObjectNode json, boolean failed) {}

    /// @throws IOException if it cannot be measured
    /// @throws ParameterException if something else has to be asked for
    protected abstract Outcome measure(Place place)
            throws IOException, BrokerFailedException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        var directory = WorkDirectory.create();
        boolean failed = false;
        System.err.println("logs are in " + directory.path());
        try (var parts = new Parts()) {
            Artifacts artifacts = Objects.requireNonNull(program).artifacts();
            Outcome outcome = measure(new Place(artifacts, directory.path(), parts, Machine.now()));
            outcome.lines().forEach(System.out::println);
            JsonFile.write(out(), outcome.json());
            System.err.println("written to " + out());
            failed = outcome.failed();
        } catch (ParameterException wrong) {
            directory.delete();
            throw wrong;
        } catch (IOException | BrokerFailedException problem) {
            System.err.println("Tried to measure but " + problem.getMessage());
            failed = true;
        }
        if (!failed) {
            directory.delete();
        }
        return failed ? 1 : 0;
    }

    /// Whether it is to be short.
    protected final boolean quick() {
        return quick;
    }

    protected final ParameterException wrong(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private Path out() {
        return Objects.requireNonNullElseGet(
                out, () -> Path.of("bench-" + Objects.requireNonNull(spec).name() + ".json"));
    }
}
