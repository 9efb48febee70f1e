// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody probably meant.
public final class Nearest {

    private Nearest() {}

    /// The candidate that differs least, if it does not differ too much.
    public static Optional<String> to(String written, Stream<String> candidates) {
        return candidates
                .min(Comparator.comparingInt(known -> distance(known, written)))
                .filter(known -> distance(known, written) <= Math.max(2, written.length() / 4));
    }

    /// Levenshtein's.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
