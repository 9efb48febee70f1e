// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.listener.redelivery.Found;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Tells all that is kept of one letter.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Shows all that is kept of one dead letter; its body in base64 if it is no text.",
            "Credentials are never kept."
        })
final class ShowCommand implements Callable<Integer> {

    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            description = "Position as the list has it, for example 0@12, or id.")
    private String id = "";

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private @Nullable CommandSpec spec;

    ShowCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<Found> found;
        try (var line = new ProgressLine(err)) {
            found =
                    Wanted.find(desk.archive(), List.of(id), line)
                            .getOrDefault(id, Optional.empty());
        }
        switch (found.orElse(null)) {
            case Found.Letter letter -> {
                show(out, letter);
                out.flush();
                return 0;
            }
            case Found.Strange strange ->
                    err.println(strange.place() + " cannot be shown: " + strange.reason());
            case null -> err.println("there is no dead letter " + id);
        }
        return 1;
    }

    private void show(PrintWriter out, Found.Letter found) {
        DeadLetter letter = found.letter();
        if (output.json()) {
            out.println(Output.json(json(found)));
            return;
        }
        out.println("position  " + found.place());
        out.println("id        " + Output.line(letter.id()));
        out.println("time      " + Output.time(letter.receivedAt(), output.utc()));
        out.println("source    " + Output.line(letter.source()));
        out.println("dialect   " + Output.line(letter.dialect()));
        out.println("reason    " + Output.line(letter.reason()));
        out.println("length    " + letter.body().length());
        out.println("sha256    " + letter.body().sha256());
        letter.headers()
                .forEach((name, value) ->
                        out.println("header    " + Output.line(name + ": " + value)));
        body(out, letter.body());
    }

    private static void body(PrintWriter out, DeadLetter.Body body) {
        byte[] kept = body.kept();
        Optional<String> text = BodyText.of(kept);
        String form = text.isPresent() ? "" : ", in base64 because it is no text";
        out.println(
                "body      "
                        + (body.truncated()
                                ? "cut: the first " + kept.length + " bytes are kept"
                                : "whole")
                        + form);
        if (kept.length > 0) {
            out.println();
            out.println(text.orElseGet(() -> Base64.getMimeEncoder().encodeToString(kept)));
        }
    }

    private static ObjectNode json(Found.Letter found) {
        DeadLetter letter = found.letter();
        ObjectNode json = LetterRow.of(found).json().put("sha256", letter.body().sha256());
        ObjectNode headers = json.putObject("headers");
        letter.headers().forEach(headers::put);
        BodyText.of(letter.body().kept())
                .ifPresentOrElse(
                        text -> json.put("body", text),
                        () -> json.put("bodyBase64", letter.body().base64()));
        return json;
    }
}
