// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import com.fasterxml.jackson.databind.node.ArrayNode;

import io.pushwire.listener.redelivery.Found;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Tells which letters there are, newest last.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Lists dead letters, newest last, up to those that are there now.")
final class ListCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private LetterFilter filter = new LetterFilter();

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private @Nullable CommandSpec spec;

    ListCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var rows = new ArrayList<LetterRow>();
        var strange = new ArrayList<Found.Strange>();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (var line = new ProgressLine(err)) {
            desk.archive()
                    .read(
                            filter.from(),
                            (found, progress) -> {
                                line.show(progress);
                                switch (found) {
                                    case Found.Letter letter when filter.takes(letter.letter()) ->
                                            rows.add(LetterRow.of(letter));
                                    case Found.Letter _ -> {}
                                    case Found.Strange other -> strange.add(other);
                                }
                                return true;
                            });
        }
        rows.sort(Comparator.comparing(LetterRow::time));
        if (output.json()) {
            ArrayNode all = Output.JSON.createArrayNode();
            rows.forEach(row -> all.add(row.json()));
            out.println(Output.json(all));
        } else {
            print(out, rows);
        }
        out.flush();
        strange.forEach(other -> err.println(other.place() + " is passed over: " + other.reason()));
        return 0;
    }

    private void print(PrintWriter out, List<LetterRow> rows) {
        if (rows.isEmpty()) {
            out.println(filter.isEmpty() ? "no dead letters" : "no dead letter matches");
            return;
        }
        LetterRow.table(rows, output.utc()).forEach(out::println);
        out.println(Output.count(rows.size(), "dead letter", "dead letters"));
    }
}
