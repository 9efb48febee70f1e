// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// One column of the flat forms.
///
/// @param value null, a text, or what the kind asks for
record Column(String name, Kind kind, Function<Row, @Nullable Object> value) {

    /// What a column holds.
    enum Kind {
        /// A `String`.
        TEXT,
        /// A `String` that is one JSON object.
        JSON,
        /// An `Integer`.
        INT,
        /// A `Long`.
        LONG,
        /// A `Boolean`.
        FLAG,
        /// An `Instant` in milliseconds.
        TIME
    }

    @Nullable Object of(Row row) {
        return value.apply(row);
    }
}
