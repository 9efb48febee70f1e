// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How things are written for people, and for programs.
final class Output {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int KIBI = 1024;

    private Output() {}

    /// What `-o` takes.
    enum Form {
        TEXT,
        JSON
    }

    static String time(Instant time, boolean utc) {
        return TIME.format(time.atZone(utc ? ZoneOffset.UTC : ZoneId.systemDefault()));
    }

    static String size(long bytes) {
        if (bytes < KIBI) {
            return bytes + " B";
        }
        boolean mebi = bytes >= KIBI * KIBI;
        double number = (double) bytes / (mebi ? KIBI * KIBI : KIBI);
        return String.format(Locale.ROOT, "%.1f %s", number, mebi ? "MiB" : "KiB");
    }

    /// Without what would move a terminal's cursor.
    static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    static String json(JsonNode tree) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
