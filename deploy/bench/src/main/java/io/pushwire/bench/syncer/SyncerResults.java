// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.process.HeapHistogram;
import io.pushwire.bench.result.Medians;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What all rounds gave, in their order.
final class SyncerResults {

    private final Map<Cell, List<Latencies>> latencies = new HashMap<>();
    private final Map<Integer, List<Index>> indexes = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Spread> bursts = new ArrayList<>();
    private final List<Resident> resident = new ArrayList<>();
    private final List<HeapHistogram> pinned = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /// What was measured at once.
    record Cell(Series series, int workloads) {}

    /// @param startMillis from the launcher's start until it was ready
    /// @param heap after the single pushes, everything collected
    /// @param times of a syncer of its own
    record Index(double startMillis, HeapHistogram heap, TimedLookups.Times times) {}

    /// One push for a group, and the bare loop for another, one right after the other.
    record Pair(Spread syncer, Spread bare) {

        double ratio() {
            return syncer.perSecond() / bare.perSecond();
        }
    }

    /// At the most workloads; in bytes.
    ///
    /// @param idle after the start, before the first push
    /// @param peak until the end of all pushes
    record Resident(long idle, long peak) {}

    void add(Series series, int workloads, Latencies measured) {
        latencies
                .computeIfAbsent(new Cell(series, workloads), _ -> new ArrayList<>())
                .add(measured);
    }

    void add(int workloads, Index index) {
        indexes.computeIfAbsent(workloads, _ -> new ArrayList<>()).add(index);
    }

    void add(Pair pair) {
        pairs.add(pair);
    }

    void addBurst(Spread burst) {
        bursts.add(burst);
    }

    void add(Resident measured) {
        resident.add(measured);
    }

    /// The heap after every workload was written once.
    void addPinned(HeapHistogram heap) {
        pinned.add(heap);
    }

    /// What went wrong, a sentence each; to be added to.
    List<String> failures() {
        return failures;
    }

    List<Latencies> of(Series series, int workloads) {
        return latencies.getOrDefault(new Cell(series, workloads), List.of());
    }

    List<Index> indexes(int workloads) {
        return indexes.getOrDefault(workloads, List.of());
    }

    List<Pair> pairs() {
        return pairs;
    }

    List<Spread> bursts() {
        return bursts;
    }

    List<Resident> resident() {
        return resident;
    }

    List<HeapHistogram> pinned() {
        return pinned;
    }

    /// All rounds as one.
    Latencies all(Series series, int workloads) {
        return of(series, workloads).stream().reduce(Latencies.none(), Latencies::and);
    }

    /// Median of the rounds' ratios.
    double latencyRatio(Series series, int many, int few, ToDoubleFunction<Latencies> value) {
        List<Latencies> above = of(series, many);
        List<Latencies> below = of(series, few);
        return Medians.of(
                IntStream.range(0, Math.min(above.size(), below.size()))
                        .mapToDouble(round ->
                                value.applyAsDouble(above.get(round))
                                        / value.applyAsDouble(below.get(round)))
                        .toArray());
    }

    /// Median over the rounds of what a workload more costs on the heap; in bytes.
    double heapPerWorkload(int many, int few) {
        List<Index> above = indexes(many);
        List<Index> below = indexes(few);
        return Medians.of(
                IntStream.range(0, Math.min(above.size(), below.size()))
                        .mapToDouble(round ->
                                (above.get(round).heap().total() - below.get(round).heap().total())
                                        / (double) (many - few))
                        .toArray());
    }

    static <T> double median(List<T> of, ToDoubleFunction<T> value) {
        return Medians.of(of.stream().mapToDouble(value).toArray());
    }
}
