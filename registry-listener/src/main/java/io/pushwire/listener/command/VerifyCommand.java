// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.export.ExportFailedException;
import io.pushwire.listener.export.Folder;
import io.pushwire.listener.export.Manifest;
import io.pushwire.listener.export.Verification;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Checks an export.
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Compares the manifest of an export with its files: every offset of the window is in"
                    + " one",
            "part, every file is as it was written, and there is no other. Needs no Kafka."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(paramLabel = "DIR", description = "The folder of the export.")
    private Path folder = Path.of("");

    @Option(
            names = "--kafka",
            description =
                    "Reads the same offsets from Kafka too, and compares which have a record.")
    private boolean kafka;

    @Spec private @Nullable CommandSpec spec;

    VerifyCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        var checked = new Folder(folder);
        var verification = new Verification(checked);
        try {
            Manifest manifest = verification.files();
            if (kafka) {
                try (var log = desk.recordLog();
                        var line = new ProgressLine(err)) {
                    verification.kafka(manifest, log, line::show);
                }
            }
            Totals.of(manifest).lines().forEach(out::println);
            out.println("manifest.json sha256:" + checked.sha256(Folder.MANIFEST));
        } catch (IOException unreadable) {
            throw new ExportFailedException(
                    "Tried to read %s but %s".formatted(folder, unreadable), unreadable);
        }
        verification.notes().forEach(note -> out.println("note: " + note));
        verification.problems().forEach(problem -> out.println("WRONG: " + problem));
        out.println(
                verification.problems().isEmpty()
                        ? "nothing is missing"
                        : Output.count(verification.problems().size(), "problem", "problems"));
        out.flush();
        return verification.problems().isEmpty() ? 0 : 1;
    }
}
