// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import java.util.Locale;

/// What is to be reached with five million events.
enum RecordGoal {
    YEAR("one image's year, p99, ms", 200) {
        @Override
        double value(RecordResults results) {
            return results.p99("one image's year");
        }
    },
    USERS("who runs a digest, p99, ms", 200) {
        @Override
        double value(RecordResults results) {
            return results.p99("who runs");
        }
    },
    REPLAY("replay: first row beyond the JVM's start, s", 1) {
        @Override
        double value(RecordResults results) {
            return results.firstRow();
        }
    };

    private final String title;
    private final double bound;

    RecordGoal(String title, double bound) {
        this.title = title;
        this.bound = bound;
    }

    abstract double value(RecordResults results);

    String title() {
        return title;
    }

    boolean isMet(RecordResults results) {
        return value(results) <= bound;
    }

    String line(RecordResults results) {
        double reached = value(results);
        return String.format(
                Locale.ROOT,
                "%-46s %8.2f   at most %.0f: %s",
                title,
                reached,
                bound,
                Double.isNaN(reached) ? "not measured" : isMet(results) ? "met" : "MISSED");
    }
}
