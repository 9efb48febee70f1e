// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.result;

import java.util.Arrays;

/// The middle of several measurements: a busy minute of the machine does not move it.
public final class Medians {

    private Medians() {}

    /// NaN of nothing.
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
