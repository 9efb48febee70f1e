// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import io.pushwire.listener.export.Manifest.Part;

import java.util.ArrayList;
import java.util.List;

/// Which offsets of a span had a record.
final class Seen {

    private final Span span;
    private final List<Span> missing = new ArrayList<>();
    private long records;
    private long expected;
    private long first;

    Seen(Span span) {
        this.span = span;
        this.expected = span.first();
    }

    /// @param offset greater than the one before
    void add(long offset) {
        if (offset > expected) {
            missing.add(new Span(expected, offset));
        }
        if (records == 0) {
            first = offset;
        }
        records++;
        expected = offset + 1;
    }

    private List<Span> missing() {
        var all = new ArrayList<>(missing);
        if (expected < span.next()) {
            all.add(new Span(expected, span.next()));
        }
        return all;
    }

    Part part(String file, long bytes, String sha256) {
        return new Part(
                file,
                span.first(),
                span.next(),
                records == 0 ? null : first,
                records == 0 ? null : expected - 1,
                records,
                missing(),
                bytes,
                sha256);
    }
}
