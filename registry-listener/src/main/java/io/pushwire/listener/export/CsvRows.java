// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// RFC 4180: a line of names, then one for each row; lines end with CR LF, an absent value is
/// empty, an empty text is `""`.
///
/// What a sender says stands in these cells, and a spreadsheet runs a cell that begins with `=`. So
/// a text that begins with one of `= + - @`, tab, CR or LF gets an apostrophe before it, as
/// https://owasp.org/www-community/attacks/CSV_Injection has it. The columns of JSON begin with `{`
/// and stay exact.
final class CsvRows implements RowWriter {

    private static final int BUFFER = 1 << 16;
    private static final String DANGEROUS = "=+-@\t\r\n";

    private final CsvGenerator csv;

    CsvRows(Path file) throws IOException {
        var schema = CsvSchema.builder().setLineSeparator("\r\n");
        Columns.ALL.forEach(column -> schema.addColumn(column.name()));
        csv =
                new CsvFactory()
                        .createGenerator(
                                new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        csv.enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS);
        csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        csv.setSchema(schema.build());
        csv.writeStartArray();
        for (Column column : Columns.ALL) {
            csv.writeString(column.name());
        }
        csv.writeEndArray();
    }

    @Override
    public void write(Row row) throws IOException {
        csv.writeStartArray();
        for (Column column : Columns.ALL) {
            switch (column.of(row)) {
                case null -> csv.writeNull();
                case Boolean flag -> csv.writeBoolean(flag);
                case Integer number -> csv.writeNumber(number);
                case Long number -> csv.writeNumber(number);
                case Object text -> csv.writeString(defused(text.toString()));
            }
        }
        csv.writeEndArray();
    }

    static String defused(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
