// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.listener.redelivery.Found;
import io.pushwire.listener.redelivery.Place;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the list says of one letter: all but headers and body, so that very many fit.
record LetterRow(
        Instant time,
        Place place,
        String id,
        String source,
        String dialect,
        int size,
        boolean whole,
        String reason) {

    private static final List<String> TITLES =
            List.of("TIME", "POSITION", "SOURCE", "DIALECT", "SIZE", "BODY", "REASON");

    static LetterRow of(Found.Letter found) {
        DeadLetter letter = found.letter();
        return new LetterRow(
                letter.receivedAt(),
                found.place(),
                letter.id(),
                letter.source(),
                letter.dialect(),
                letter.body().length(),
                !letter.body().truncated(),
                letter.reason());
    }

    ObjectNode json() {
        return Output.JSON
                .createObjectNode()
                .put("time", time.toString())
                .put("position", place.toString())
                .put("id", id)
                .put("source", source)
                .put("dialect", dialect)
                .put("reason", reason)
                .put("size", size)
                .put("whole", whole);
    }

    /// With titles; each column as wide as its widest cell, the last one free.
    static List<String> table(List<LetterRow> rows, boolean utc) {
        var cells = new ArrayList<List<String>>();
        cells.add(TITLES);
        rows.forEach(row -> cells.add(row.cells(utc)));
        int[] widths = new int[TITLES.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length - 1; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return cells.stream().map(line -> padded(line, widths)).toList();
    }

    private List<String> cells(boolean utc) {
        return Stream.of(
                        Output.time(time, utc),
                        place.toString(),
                        source,
                        dialect,
                        Output.size(size),
                        whole ? "whole" : "cut",
                        reason)
                .map(Output::line)
                .toList();
    }

    private static String padded(List<String> line, int[] widths) {
        var text = new StringBuilder();
        for (int i = 0; i < widths.length - 1; i++) {
            text.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length() + 2);
        }
        return text.append(line.getLast()).toString();
    }
}
