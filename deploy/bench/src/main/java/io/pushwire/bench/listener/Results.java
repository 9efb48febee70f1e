// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import io.pushwire.bench.result.Medians;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What all rounds gave. A ratio is made within one round, whose variants ran within seconds of
/// each other, and then the median of the rounds is taken: a busy minute of the machine touches
/// both sides of a ratio.
final class Results {

    private final Map<Cell, List<Measured>> measured = new HashMap<>();

    /// What was measured at once.
    record Cell(Variant variant, int connections) {}

    /// In the order of the rounds.
    void add(Variant variant, int connections, Measured round) {
        measured.computeIfAbsent(new Cell(variant, connections), _ -> new ArrayList<>()).add(round);
    }

    List<Measured> of(Variant variant, int connections) {
        return measured.getOrDefault(new Cell(variant, connections), List.of());
    }

    /// Median of the rounds.
    double median(Variant variant, int connections, ToDoubleFunction<Measured> value) {
        return Medians.of(of(variant, connections).stream().mapToDouble(value).toArray());
    }

    /// Median of the rounds' ratios.
    ///
    /// @param above whose value is divided
    /// @param below by whose value
    double ratio(Variant above, Variant below, int connections, ToDoubleFunction<Measured> value) {
        List<Measured> these = of(above, connections);
        List<Measured> those = of(below, connections);
        double[] ratios = new double[Math.min(these.size(), those.size())];
        Arrays.setAll(
                ratios,
                round ->
                        value.applyAsDouble(these.get(round))
                                / value.applyAsDouble(those.get(round)));
        return Medians.of(ratios);
    }

    /// Calls that were not answered as they should.
    long failures() {
        return measured.values().stream().flatMap(List::stream).mapToLong(Measured::failures).sum();
    }
}
