// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalInt;

/// Reads times as we write them, `2026-05-04T03:02:01.123Z`, without a formatter, which is what
/// took longest of a whole record; everything else is left to one.
final class UtcInstants extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;
    private static final String FORM = "dddd-dd-ddTdd:dd:dd";
    private static final int SECONDS_END = FORM.length();
    private static final int MOST_DIGITS = 9;
    private static final int DAY = 86_400;

    UtcInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            String text = parser.getText();
            OptionalInt nanos = isOurs(text) ? nanos(text) : OptionalInt.empty();
            if (nanos.isPresent()) {
                try {
                    return read(text, nanos.getAsInt());
                } catch (DateTimeException noSuchTime) {
                    // The formatter says it in its own words.
                }
            }
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }

    private static boolean isOurs(String text) {
        if (text.length() <= SECONDS_END || text.charAt(text.length() - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < SECONDS_END; i++) {
            char wanted = FORM.charAt(i);
            char found = text.charAt(i);
            if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Instant read(String text, int nanos) {
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException(text);
        }
        LocalDate day = LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
        return Instant.ofEpochSecond(
                day.toEpochDay() * DAY + (hour * 60L + minute) * 60 + second, nanos);
    }

    /// What stands between the seconds and the `Z`; empty if that is no fraction.
    private static OptionalInt nanos(String text) {
        int end = text.length() - 1;
        if (end == SECONDS_END) {
            return OptionalInt.of(0);
        }
        int digits = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return OptionalInt.empty();
        }
        int nanos = 0;
        for (int i = 0; i < MOST_DIGITS; i++) {
            int at = SECONDS_END + 1 + i;
            char digit = at < end ? text.charAt(at) : '0';
            if (digit < '0' || digit > '9') {
                return OptionalInt.empty();
            }
            nanos = nanos * 10 + digit - '0';
        }
        return OptionalInt.of(nanos);
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
