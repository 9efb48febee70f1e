// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

/// Times as people write them: a day or a minute here, or RFC 3339.
final class TimeConverter implements ITypeConverter<Instant> {

    private static final List<Function<String, Instant>> FORMS =
            List.of(
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text ->
                            LocalDateTime.parse(text.replace(' ', 'T'))
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant(),
                    text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

    @Override
    public Instant convert(String text) {
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text);
            } catch (DateTimeParseException otherForm) {
                // The next form may fit.
            }
        }
        throw new TypeConversionException(
                "'"
                        + text
                        + "' is no time: write 2026-11-01, 2026-11-01T09:30 or"
                        + " 2026-11-01T09:30:00Z");
    }
}
