// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.HdrHistogram.Histogram;

import java.time.Instant;

/// Every single measurement, for programs.
record SyncerJson(SyncerReport report, Instant begun) {

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("begun", begun.toString());
        report.machine().into(json);
        json.put("loadAfter", report.loadAfter());
        json.put("apiServer", report.apiServer());
        json.put("rounds", report.plan().rounds());
        singlePushes(json.putArray("singlePushes"));
        index(json.putArray("index"));
        ArrayNode many = json.putArray("manyWrites");
        for (SyncerResults.Pair pair : report.results().pairs()) {
            spread(many.addObject().put("of", "one push"), pair.syncer());
            spread(many.addObject().put("of", "bare loop"), pair.bare());
        }
        report.results()
                .bursts()
                .forEach(burst -> spread(many.addObject().put("of", "pushes at once"), burst));
        ArrayNode resident = json.putArray("resident");
        report.results()
                .resident()
                .forEach(it ->
                        resident.addObject()
                                .put("idleBytes", it.idle())
                                .put("peakBytes", it.peak()));
        ArrayNode goals = json.putArray("goals");
        for (Goal goal : Goal.values()) {
            double value = goal.value(report.plan(), report.results());
            goals.addObject()
                    .put("of", goal.title())
                    .put("value", value)
                    .put("met", goal.isMet(value));
        }
        ArrayNode failures = json.putArray("failures");
        report.results().failures().forEach(failures::add);
        return json;
    }

    private void singlePushes(ArrayNode into) {
        for (Series series : Series.values()) {
            for (int size : report.plan().sizes()) {
                for (Latencies round : report.results().of(series, size)) {
                    ObjectNode row =
                            into.addObject()
                                    .put("series", series.name())
                                    .put("workloads", size)
                                    .put("pushesBefore", report.before(series))
                                    .put("pushes", round.accepted().getTotalCount())
                                    .put("unwritten", round.unwritten());
                    histogram(row, "accepted", round.accepted());
                    histogram(row, "received", round.received());
                    histogram(row, "answered", round.answered());
                }
            }
        }
    }

    private static void histogram(ObjectNode row, String name, Histogram micros) {
        row.put(name + "P50Millis", Latencies.millis(micros, 50));
        row.put(name + "P99Millis", Latencies.millis(micros, 99));
    }

    private void index(ArrayNode into) {
        for (int size : report.plan().sizes()) {
            for (SyncerResults.Index round : report.results().indexes(size)) {
                into.addObject()
                        .put("workloads", size)
                        .put("startMillis", round.startMillis())
                        .put("firstListMillis", round.times().syncMillis())
                        .put("lookupNanos", round.times().lookupNanos())
                        .put("heapBytes", round.heap().total());
            }
        }
    }

    private static void spread(ObjectNode row, Spread spread) {
        row.put("workloads", spread.done())
                .put("refused", spread.refused())
                .put("perSecond", spread.perSecond())
                .put("firstReceivedSeconds", Spread.seconds(spread.firstReceived()))
                .put("lastReceivedSeconds", Spread.seconds(spread.lastReceived()))
                .put("lastAnsweredSeconds", Spread.seconds(spread.lastAnswered()));
    }
}
