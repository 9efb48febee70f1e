// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// How a part is written.
public enum Form {
    /// One JSON object on each line: position, key, headers and data as they are on the topic.
    JSONL,
    /// RFC 4180 with the columns of [Columns], and what could be a formula defused.
    CSV,
    /// The same columns, typed.
    PARQUET;

    /// As it stands in file names and manifests.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    RowWriter open(Path file) throws IOException {
        return switch (this) {
            case JSONL -> new JsonLines(file);
            case CSV -> new CsvRows(file);
            case PARQUET -> new ParquetRows(file);
        };
    }
}
