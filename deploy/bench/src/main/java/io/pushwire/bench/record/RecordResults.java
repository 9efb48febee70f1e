// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.pushwire.bench.result.Machine;
import io.pushwire.bench.result.Medians;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What was measured.
final class RecordResults {

    private static final double MEBI = 1024 * 1024;

    private final RecordPlan plan;
    private final Map<String, Questions.Asked> asked = new LinkedHashMap<>();
    private final List<Exported> exports = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Optional<Filling.Filled> filled = Optional.empty();
    private Optional<Index> index = Optional.empty();
    private Optional<Held> held = Optional.empty();
    private Optional<Replayed> replayed = Optional.empty();

    RecordResults(RecordPlan plan) {
        this.plan = plan;
    }

    /// @param start from the process's start until the index was built
    /// @param bytes on the disk
    record Index(Duration start, long bytes) {}

    /// Bytes of memory that are no file's, the index's own among them.
    ///
    /// @param built when the index was built
    /// @param asked after all questions
    /// @param heap then, after a full collection
    record Held(long built, long asked, long heap) {}

    /// Seconds from the process's start, one for each try.
    ///
    /// @param help `replay --help`, to its end: what the JVM costs
    /// @param list one list of the cluster's Deployments
    /// @param all to the first row, from the middle of the year
    /// @param one the same of one image
    record Replayed(List<Double> help, List<Double> list, List<Double> all, List<Double> one) {}

    /// @param took from the process's start to its end
    record Exported(String form, Duration took, long bytes) {}

    void filled(Filling.Filled what) {
        filled = Optional.of(what);
    }

    void indexed(Index what) {
        index = Optional.of(what);
    }

    void held(Held what) {
        held = Optional.of(what);
    }

    void asked(String title, Questions.Asked what) {
        asked.put(title, what);
    }

    void replayed(Replayed what) {
        replayed = Optional.of(what);
    }

    void exported(Exported what) {
        exports.add(what);
    }

    void failed(String sentence) {
        failures.add(sentence);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Milliseconds of 99 of 100 questions whose title begins so; NaN if none was asked.
    double p99(String title) {
        return asked.entrySet().stream()
                .filter(one -> one.getKey().startsWith(title))
                .mapToDouble(one -> one.getValue().p99())
                .max()
                .orElse(Double.NaN);
    }

    /// Seconds of the replay beyond what the JVM's start takes; NaN if none was started.
    double firstRow() {
        return replayed.map(those ->
                        Math.max(median(those.all), median(those.one)) - median(those.help))
                .orElse(Double.NaN);
    }

    static double median(List<Double> values) {
        return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    List<String> lines(Machine machine, double loadAfter, String apiServer) {
        var lines = new ArrayList<String>();
        lines.add("%s, load after %.1f".formatted(machine, loadAfter));
        lines.add("API server of the replays: " + apiServer);
        lines.add(
                "%d events of %d images in a year, as many outcomes, %d workloads"
                        .formatted(plan.events(), plan.images(), plan.workloads()));
        lines.add("");
        rates(lines);
        lines.add("");
        lines.add("%-32s %8s %8s %8s %8s".formatted("milliseconds", "first", "p50", "p99", "most"));
        asked.forEach((title, those) -> lines.add(row(title, those)));
        lines.add("");
        replayed.ifPresent(those -> replays(lines, those));
        for (RecordGoal goal : RecordGoal.values()) {
            lines.add(goal.line(this));
        }
        failures.forEach(failure -> lines.add("failed: " + failure));
        return lines;
    }

    private void rates(List<String> lines) {
        long all = 2L * plan.events();
        filled.ifPresent(those -> lines.add(rate("written", those.records(), those.took(), "")));
        index.ifPresent(built -> lines.add(rate("indexed", all, built.start, size(built.bytes))));
        held.ifPresent(those ->
                lines.add(
                        "the listener holds %s when it is built, %s after the questions; heap in use %s"
                                .formatted(
                                        size(those.built), size(those.asked), size(those.heap))));
        for (Exported one : exports) {
            lines.add(rate("exported as " + one.form, all, one.took, size(one.bytes)));
        }
    }

    private void replays(List<String> lines, Replayed those) {
        lines.add("seconds, of processes from their start: median (all)");
        lines.add(row("replay --help, to the end", those.help));
        lines.add(row("the list of %d Deployments".formatted(plan.deployments()), those.list));
        lines.add(row("replay --from, first row", those.all));
        lines.add(row("replay --from --image, first row", those.one));
        lines.add("");
    }

    private static String rate(String what, long records, Duration took, String more) {
        double seconds = seconds(took);
        return String.format(
                Locale.ROOT,
                "%-32s %9d records %8.1f s %9.0f/s  %s",
                what,
                records,
                seconds,
                records / seconds,
                more);
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MEBI);
    }

    private static String row(String title, Questions.Asked those) {
        return String.format(
                Locale.ROOT,
                "%-32s %8.1f %8.1f %8.1f %8.1f",
                title,
                those.cold(),
                those.p50(),
                those.p99(),
                those.most());
    }

    private static String row(String title, List<Double> seconds) {
        return String.format(
                Locale.ROOT,
                "%-32s %8.2f   %s",
                title,
                median(seconds),
                String.join(
                        " ",
                        seconds.stream()
                                .map(one -> String.format(Locale.ROOT, "%.2f", one))
                                .toList()));
    }

    ObjectNode json(Machine machine, double loadAfter, String apiServer) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        machine.into(json);
        json.put("loadAfter", loadAfter).put("apiServer", apiServer).put("events", plan.events());
        filled.ifPresent(those -> json.put("writtenSeconds", seconds(those.took())));
        index.ifPresent(built -> json.put("indexedSeconds", seconds(built.start)));
        index.ifPresent(built -> json.put("indexBytes", built.bytes));
        held.ifPresent(those ->
                json.putObject("listenerBytes")
                        .put("built", those.built)
                        .put("asked", those.asked)
                        .put("heap", those.heap));
        questions(json.putArray("questions"));
        replayed.ifPresent(those -> replays(json.putObject("replaySeconds"), those));
        var exported = json.putArray("exports");
        for (Exported one : exports) {
            exported.addObject()
                    .put("format", one.form)
                    .put("seconds", seconds(one.took))
                    .put("bytes", one.bytes);
        }
        var goals = json.putArray("goals");
        for (RecordGoal goal : RecordGoal.values()) {
            goals.addObject()
                    .put("of", goal.title())
                    .put("value", goal.value(this))
                    .put("met", goal.isMet(this));
        }
        failures.forEach(json.putArray("failures")::add);
        return json;
    }

    private void questions(ArrayNode json) {
        asked.forEach((title, those) ->
                json.addObject()
                        .put("of", title)
                        .put("number", those.number())
                        .put("firstMillis", those.cold())
                        .put("p50Millis", those.p50())
                        .put("p99Millis", those.p99())
                        .put("mostMillis", those.most())
                        .put("bytes", those.bytes()));
    }

    private static void replays(ObjectNode json, Replayed those) {
        those.help.forEach(json.putArray("help")::add);
        those.list.forEach(json.putArray("list")::add);
        those.all.forEach(json.putArray("all")::add);
        those.one.forEach(json.putArray("oneImage")::add);
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
