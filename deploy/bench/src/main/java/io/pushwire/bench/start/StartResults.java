// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.bench.result.Machine;
import io.pushwire.bench.result.Medians;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What was measured, and how it compares with its goals.
///
/// @param starts in their order
/// @param full the start of a syncer whose cluster has all the workloads
record StartResults(StartPlan plan, List<Start> starts, Start full) {

    private static final double MIB = 1 << 20;

    /// One that is judged.
    private record Goal(String title, double value, double bound) {

        boolean isMet() {
            return value <= bound;
        }
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>();
        for (boolean trained : new boolean[] {false, true}) {
            for (Program program : Program.values()) {
                goals.add(
                        new Goal(
                                "%s ready, %s, s".formatted(program.launched(), way(trained)),
                                median(program, trained, Start::seconds),
                                program.bound(trained)));
            }
        }
        goals.add(memory(Program.LISTENER, 200));
        goals.add(memory(Program.STANDALONE, 512));
        goals.add(
                new Goal(
                        "cluster-syncer, %d workloads, MiB".formatted(plan.workloads()),
                        full.resident() / MIB,
                        300));
        return goals;
    }

    private Goal memory(Program program, double bound) {
        return new Goal(
                program.launched() + " idle, MiB",
                median(program, false, start -> start.resident() / MIB),
                bound);
    }

    List<String> lines(String apiServer, Machine machine, double loadAfter) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, load after %.1f; %d rounds".formatted(machine, loadAfter, plan.rounds()));
        lines.add("API server: " + apiServer);
        lines.add("");
        lines.add("medians            ready s   CPU s   idle MiB");
        for (Program program : Program.values()) {
            lines.add(row(program, false));
            lines.add(row(program, true));
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  trained / plain  %7.2f %7.2f",
                            ratio(program, Start::seconds),
                            ratio(program, Start::cpuSeconds)));
        }
        lines.add("");
        for (Goal goal : goals()) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-38s %8.2f   at most %.1f: %s",
                            goal.title,
                            goal.value,
                            goal.bound,
                            goal.isMet() ? "met" : "MISSED"));
        }
        return lines;
    }

    private String row(Program program, boolean trained) {
        return String.format(
                Locale.ROOT,
                "%-18s%-7s %6.2f %7.2f %10.0f",
                program.launched(),
                way(trained),
                median(program, trained, Start::seconds),
                median(program, trained, Start::cpuSeconds),
                median(program, trained, start -> start.resident() / MIB));
    }

    private static String way(boolean trained) {
        return trained ? "trained" : "plain";
    }

    private double ratio(Program program, ToDoubleFunction<Start> of) {
        return median(program, true, of) / median(program, false, of);
    }

    private double median(Program program, boolean trained, ToDoubleFunction<Start> of) {
        return Medians.of(
                starts.stream()
                        .filter(start -> start.program() == program && start.trained() == trained)
                        .mapToDouble(of)
                        .toArray());
    }

    ObjectNode json(String apiServer, Machine machine, double loadAfter) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        machine.into(json);
        json.put("loadAfter", loadAfter).put("apiServer", apiServer);
        json.put("workloads", plan.workloads());
        var all = json.putArray("starts");
        for (Start start : starts) {
            all.addObject()
                    .put("program", start.program().launched())
                    .put("trained", start.trained())
                    .put("seconds", start.seconds())
                    .put("cpuSeconds", start.cpuSeconds())
                    .put("residentBytes", start.resident());
        }
        var goals = json.putArray("goals");
        for (Goal goal : goals()) {
            goals.addObject()
                    .put("of", goal.title)
                    .put("value", goal.value)
                    .put("bound", goal.bound)
                    .put("met", goal.isMet());
        }
        return json;
    }
}
