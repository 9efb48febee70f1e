// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import com.fasterxml.jackson.core.JsonGenerator;

import io.pushwire.listener.record.Entry;
import io.pushwire.listener.record.Timeline;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An event and its way through the clusters as JSON, with what each hop took.
final class TimelineJson {

    private static final Set<String> WRITES = Set.of("Written", "Restarted", "Recreated");
    private static final Set<String> ENDS = Set.of("RolledOut", "RolledOutToPartition");

    private TimelineJson() {}

    static void step(JsonGenerator json, Timeline.Step step) throws IOException {
        Entry event = step.event();
        var data = new Data(event);
        Instant pushed = data.time("/occurredAt");
        Instant received = data.time("/receivedAt");
        json.writeStartObject();
        Json.spot(json, event.spot());
        Json.text(json, "id", event.id());
        Json.text(json, "type", event.type());
        Json.text(json, "image", event.image());
        Json.text(json, "digest", data.text("/digest"));
        Json.text(json, "source", data.text("/origin/source"));
        Json.text(json, "actor", data.text("/origin/actor"));
        Json.time(json, "pushedAt", pushed);
        Json.time(json, "receivedAt", received);
        Json.time(json, "settledAt", data.time("/settledAt"));
        took(json, "pushedToReceivedMs", pushed, received);
        Json.text(json, "unreadable", event.unreadable());
        json.writeArrayFieldStart("workloads");
        for (Way way : ways(step.outcomes())) {
            way.write(json, received);
        }
        json.writeEndArray();
        json.writeBooleanField("whole", step.whole());
        json.writeEndObject();
    }

    private static Iterable<Way> ways(List<Entry> outcomes) throws IOException {
        Map<String, Way> ways = new LinkedHashMap<>();
        for (Entry outcome : outcomes) {
            if (outcome.data() != null) {
                var data = new Data(outcome);
                String cluster = data.text("/cluster");
                String workload = Json.workload(data);
                ways.computeIfAbsent(cluster + "\n" + workload, _ -> new Way(cluster, workload))
                        .add(data);
            }
        }
        return ways.values();
    }

    /// What became of an event at one workload, or in a whole cluster.
    private static final class Way {

        private final @Nullable String cluster;
        private final @Nullable String workload;
        private @Nullable Instant matched;
        private @Nullable Instant written;
        private @Nullable Instant rolledOut;
        private @Nullable String kind;
        private @Nullable String detail;

        Way(@Nullable String cluster, @Nullable String workload) {
            this.cluster = cluster;
            this.workload = workload;
        }

        void add(Data outcome) {
            kind = outcome.text("/kind");
            detail = outcome.text("/detail");
            Instant decided = outcome.time("/decidedAt");
            if (matched == null) {
                matched = decided;
            }
            if (kind != null && WRITES.contains(kind)) {
                Instant told = outcome.time("/writtenAt");
                written = told == null ? decided : told;
            }
            if (kind != null && ENDS.contains(kind)) {
                rolledOut = decided;
            }
        }

        void write(JsonGenerator json, @Nullable Instant received) throws IOException {
            json.writeStartObject();
            Json.text(json, "cluster", cluster);
            Json.text(json, "workload", workload);
            Json.text(json, "kind", kind);
            Json.text(json, "detail", detail);
            Json.time(json, "matchedAt", matched);
            Json.time(json, "writtenAt", written);
            Json.time(json, "rolledOutAt", rolledOut);
            took(json, "receivedToMatchedMs", received, matched);
            took(json, "matchedToWrittenMs", matched, written);
            took(json, "writtenToRolledOutMs", written, rolledOut);
            json.writeEndObject();
        }
    }

    private static void took(
            JsonGenerator json, String field, @Nullable Instant from, @Nullable Instant to)
            throws IOException {
        if (from != null && to != null) {
            json.writeNumberField(field, Duration.between(from, to).toMillis());
        }
    }
}
