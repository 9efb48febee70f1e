// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import io.pushwire.syncer.sync.ContainerResult.PodResult;
import io.pushwire.syncer.sync.ContainerResult.State;
import io.pushwire.syncer.sync.WorkloadResult.Fate;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The report for programs: one document, described in SYNC.md. Fields are added, never renamed.
public final class SyncJson {

    private SyncJson() {}

    public static String of(SyncReport report) {
        var document = new JsonObject();
        document.addProperty("schema", "pushwire.io/sync/v1");
        document.addProperty("startedAt", report.startedAt().toString());
        document.addProperty("finishedAt", report.finishedAt().toString());
        document.addProperty("act", small(report.act()));
        document.addProperty("dryRun", report.dryRun());
        document.addProperty("podsChecked", report.podsChecked());
        document.add("workloads", each(report.workloads(), SyncJson::workload));
        var notes = new JsonArray();
        report.notes().forEach(notes::add);
        document.add("notes", notes);
        document.add("summary", summary(report));
        document.addProperty("exitCode", report.exitCode());
        return new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(document)
                + System.lineSeparator();
    }

    private static JsonObject workload(WorkloadResult result) {
        var json = new JsonObject();
        json.addProperty("kind", result.workload().kind());
        json.addProperty("namespace", result.workload().namespace());
        json.addProperty("name", result.workload().name());
        json.addProperty("state", small(result.state()));
        switch (result.fate()) {
            case Fate.Untouched() -> {}
            case Fate.Would(String what) -> json.addProperty("would", what);
            case Fate.Done done -> {
                json.addProperty("done", done.what());
                addIfSaid(json, "remark", done.remark());
                var evicted = new JsonArray();
                done.evicted().forEach(evicted::add);
                json.add("evicted", evicted);
                json.addProperty("spared", done.spared());
            }
            case Fate.Failed(String problem) -> json.addProperty("problem", problem);
        }
        json.add("containers", each(result.containers(), SyncJson::container));
        return json;
    }

    private static JsonObject container(ContainerResult result) {
        var json = new JsonObject();
        json.addProperty("name", result.name());
        json.addProperty("image", result.image());
        json.addProperty("state", small(result.state()));
        result.to().ifPresent(to -> json.addProperty("to", to));
        result.digest().ifPresent(digest -> json.addProperty("digest", digest.value()));
        addIfSaid(json, "reason", result.reason());
        addIfSaid(json, "detail", result.detail());
        json.add("pods", each(result.pods(), SyncJson::pod));
        return json;
    }

    private static JsonObject pod(PodResult result) {
        var json = new JsonObject();
        json.addProperty("name", result.pod());
        addIfSaid(json, "runs", result.runs());
        addIfSaid(json, "problem", result.problem());
        return json;
    }

    private static JsonObject summary(SyncReport report) {
        var json = new JsonObject();
        json.addProperty("workloads", report.workloads().size());
        json.addProperty("images", report.images());
        for (State state : State.values()) {
            json.addProperty(small(state), report.count(state));
        }
        json.addProperty("changed", report.changed());
        return json;
    }

    private static void addIfSaid(JsonObject to, String name, String text) {
        if (!text.isEmpty()) {
            to.addProperty(name, text);
        }
    }

    /// `OUT_OF_DATE` is `outOfDate`.
    private static String small(Enum<?> word) {
        String[] parts = word.name().toLowerCase(Locale.ROOT).split("_", -1);
        var camel = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            camel.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return camel.toString();
    }

    private static <T> JsonArray each(List<T> items, Function<T, JsonObject> form) {
        var array = new JsonArray();
        items.forEach(item -> array.add(form.apply(item)));
        return array;
    }
}
