// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;

/// One column of what kubectl prints.
///
/// @param wide whether it is seen with `-o wide` only
record Column(String name, boolean wide, Cell cell) {
    /// Reads a cell off an object.
    @FunctionalInterface
    interface Cell {
        String show(JsonObject object, Instant now);
    }

    static Column of(String name, Cell cell) {
        return new Column(name, false, cell);
    }

    static Column wide(String name, Cell cell) {
        return new Column(name, true, cell);
    }

    /// The text at a path.
    static Column text(String name, String... path) {
        return of(name, (object, _) -> Trees.text(object, path));
    }

    /// The number at a path, 0 when there is none.
    static Column count(String name, String... path) {
        return of(name, (object, _) -> "" + Trees.number(object, 0, path));
    }

    /// The time since the instant at a path.
    static Column age(String name, String... path) {
        return of(name, (object, now) -> since(Trees.text(object, path), now));
    }

    static String since(String time, Instant now) {
        try {
            return time.isEmpty() ? "<none>" : brief(Duration.between(Instant.parse(time), now));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    /// As kubectl prints durations: the coarser the longer.
    static String brief(Duration age) {
        if (age.isNegative()) {
            return "0s";
        }
        if (age.toSeconds() < 120) {
            return age.toSeconds() + "s";
        }
        if (age.toMinutes() < 10) {
            return age.toMinutes() + "m" + rest(age.toSecondsPart(), "s");
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        if (age.toHours() < 8) {
            return age.toHours() + "h" + rest(age.toMinutesPart(), "m");
        }
        if (age.toHours() < 48) {
            return age.toHours() + "h";
        }
        return age.toDays() + "d" + (age.toDays() < 8 ? rest(age.toHoursPart(), "h") : "");
    }

    private static String rest(int part, String unit) {
        return part == 0 ? "" : part + unit;
    }

    /// One field of all containers, joined with commas.
    static Column containers(String name, String field, String... podSpec) {
        return wide(
                name,
                (object, _) ->
                        Trees.listAt(Trees.objectAt(object, podSpec), "containers").stream()
                                .map(container -> Trees.text(container.asJsonObject(), field))
                                .collect(Collectors.joining(",")));
    }

    static Column selector() {
        return wide(
                "Selector",
                (object, _) ->
                        Trees.stringMap(object, "spec", "selector", "matchLabels")
                                .entrySet()
                                .stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(",")));
    }
}
