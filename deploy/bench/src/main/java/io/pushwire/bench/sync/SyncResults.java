// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.sync;

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
/// @param rounds in their order
/// @param heads how many HEADs for a manifest one report asked of the registry, for each image
/// @param failures sentences; with one the numbers are no good ones
record SyncResults(SyncPlan plan, List<Round> rounds, double heads, List<String> failures) {

    /// All in seconds, in turns on the same images.
    ///
    /// @param loopNear a loop of `skopeo inspect`, the registry near
    /// @param reportNear all workloads compared with the registry
    /// @param loopFar the loop, each answer of the registry late
    /// @param reportFar the same workloads compared then
    /// @param update all workloads pinned to digests that are new
    record Round(
            double loopNear, double reportNear, double loopFar, double reportFar, double update) {}

    /// What is to be reached on any machine.
    private record Goal(String title, double bound, ToDoubleFunction<Round> ratio) {

        private static final List<Goal> ALL =
                List.of(
                        new Goal(
                                "report / loop, registry near",
                                0.18,
                                round -> round.reportNear / round.loopNear),
                        new Goal(
                                "report / loop, registry far",
                                0.03,
                                round -> round.reportFar / round.loopFar),
                        new Goal(
                                "update of all / loop near",
                                1,
                                round -> round.update / round.loopNear));
    }

    List<String> lines(String apiServer, Machine machine, double loadAfter) {
        var lines = new ArrayList<String>();
        lines.add("%s, load after %.1f; %d rounds".formatted(machine, loadAfter, rounds.size()));
        lines.add("API server: " + apiServer);
        lines.add("%d workloads, %d images".formatted(plan.workloads(), plan.images()));
        lines.add("");
        lines.add("seconds, JVM start included: median (all)");
        lines.add(row("skopeo inspect, one after the other, near", Round::loopNear));
        lines.add(row("sync: report, near", Round::reportNear));
        lines.add(row("skopeo inspect, one after the other, far", Round::loopFar));
        lines.add(row("sync: report, far", Round::reportFar));
        lines.add(row("sync --update, near", Round::update));
        lines.add("HEADs for each image in one report: %.2f".formatted(heads));
        lines.add("");
        for (Goal goal : Goal.ALL) {
            double value = median(goal.ratio);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%-32s %6.3f   at most %.2f: %s",
                            goal.title,
                            value,
                            goal.bound,
                            value <= goal.bound ? "met" : "MISSED"));
        }
        failures.forEach(failure -> lines.add("failed: " + failure));
        return lines;
    }

    private String row(String title, ToDoubleFunction<Round> seconds) {
        List<String> all =
                rounds.stream()
                        .map(round ->
                                String.format(Locale.ROOT, "%.2f", seconds.applyAsDouble(round)))
                        .toList();
        return String.format(
                Locale.ROOT, "%-44s %7.2f   %s", title, median(seconds), String.join(" ", all));
    }

    private double median(ToDoubleFunction<Round> of) {
        return Medians.of(rounds.stream().mapToDouble(of).toArray());
    }

    ObjectNode json(String apiServer, Machine machine, double loadAfter) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        machine.into(json);
        json.put("loadAfter", loadAfter).put("apiServer", apiServer);
        json.put("workloads", plan.workloads()).put("images", plan.images());
        json.put("headsForEachImage", heads);
        var all = json.putArray("rounds");
        for (Round round : rounds) {
            all.addObject()
                    .put("loopNearSeconds", round.loopNear)
                    .put("reportNearSeconds", round.reportNear)
                    .put("loopFarSeconds", round.loopFar)
                    .put("reportFarSeconds", round.reportFar)
                    .put("updateSeconds", round.update);
        }
        var goals = json.putArray("goals");
        for (Goal goal : Goal.ALL) {
            double value = median(goal.ratio);
            goals.addObject()
                    .put("of", goal.title)
                    .put("value", value)
                    .put("met", value <= goal.bound);
        }
        var failed = json.putArray("failures");
        failures.forEach(failed::add);
        return json;
    }
}
