// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

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
/// @param failures sentences; with one the numbers are no good ones
record ImagesResults(List<Measured> starts, List<String> failures) {

    ImagesResults {
        starts = List.copyOf(starts);
        failures = List.copyOf(failures);
    }

    List<String> lines(Machine machine, double loadAfter) {
        var lines = new ArrayList<String>();
        lines.add("%s, load after %.1f".formatted(machine, loadAfter));
        lines.add("");
        lines.add("image                    ready s: median (all)      goal     RSS MiB  goal");
        for (Subject subject : subjects()) {
            lines.add(row(subject));
        }
        failures.forEach(failure -> lines.add("failed: " + failure));
        return lines;
    }

    private String row(Subject subject) {
        double ready = median(subject, Measured::readySeconds);
        double resident = median(subject, Measured::residentMebibytes);
        List<String> all =
                of(subject).stream()
                        .map(it -> String.format(Locale.ROOT, "%.2f", it.readySeconds()))
                        .toList();
        return String.format(
                Locale.ROOT,
                "%-24s %6.2f (%s)   %.1f %s   %4.0f  %s",
                subject.title(),
                ready,
                String.join(" ", all),
                subject.readySeconds(),
                verdict(ready, subject.readySeconds()),
                resident,
                subject.program().residentMebibytes() == 0
                        ? ""
                        : subject.program().residentMebibytes()
                                + " "
                                + verdict(resident, subject.program().residentMebibytes()));
    }

    ObjectNode json(Machine machine, double loadAfter) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        machine.into(json);
        json.put("loadAfter", loadAfter);
        var all = json.putArray("starts");
        for (Measured start : starts) {
            all.addObject()
                    .put("image", start.subject().title())
                    .put("readySeconds", start.readySeconds())
                    .put("residentMebibytes", start.residentMebibytes())
                    .put("readyGoalSeconds", start.subject().readySeconds())
                    .put("residentGoalMebibytes", start.subject().program().residentMebibytes());
        }
        var failed = json.putArray("failures");
        failures.forEach(failed::add);
        return json;
    }

    private List<Subject> subjects() {
        return starts.stream().map(Measured::subject).distinct().toList();
    }

    private List<Measured> of(Subject subject) {
        return starts.stream().filter(start -> start.subject().equals(subject)).toList();
    }

    private double median(Subject subject, ToDoubleFunction<Measured> value) {
        return Medians.of(of(subject).stream().mapToDouble(value).toArray());
    }

    private static String verdict(double value, double bound) {
        return value <= bound ? "met" : "MISSED";
    }
}
