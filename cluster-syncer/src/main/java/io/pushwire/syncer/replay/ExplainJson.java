// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.replay;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import io.pushwire.outcome.Outcome;
import io.pushwire.syncer.replay.Explanation.Use;

/// An explanation for programs: one document. Fields are added, never renamed.
public final class ExplainJson {

    private ExplainJson() {}

    public static String of(Explanation explanation) {
        var document = new JsonObject();
        document.addProperty("schema", "pushwire.io/explain/v1");
        document.addProperty("cluster", explanation.cluster());
        document.addProperty("image", explanation.asked().withoutDigest());
        explanation.newest().ifPresent(event -> document.add("newest", newest(event)));
        var uses = new JsonArray();
        explanation.uses().forEach(use -> uses.add(use(use)));
        document.add("uses", uses);
        if (!explanation.near().isEmpty()) {
            document.addProperty("near", explanation.near().replaceFirst("^; near: ", ""));
        }
        return new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(document)
                + System.lineSeparator();
    }

    private static JsonObject newest(PastEvent event) {
        var json = new JsonObject();
        json.addProperty("time", event.at().toString());
        json.addProperty("partition", event.position().partition());
        json.addProperty("offset", event.position().offset());
        json.addProperty("type", event.type());
        event.digest().ifPresent(digest -> json.addProperty("digest", digest.value()));
        event.source().ifPresent(source -> json.addProperty("source", source));
        event.actor().ifPresent(actor -> json.addProperty("actor", actor));
        return json;
    }

    private static JsonObject use(Use use) {
        JsonObject json = ReplayForm.Json.workload(use.workload());
        var containers = new JsonArray();
        use.containers()
                .forEach(by -> {
                    var container = new JsonObject();
                    container.addProperty("name", by.container());
                    container.addProperty("image", by.image());
                    if (!by.policy().isEmpty()) {
                        container.addProperty("policy", by.policy());
                        container.addProperty("policyFrom", by.from());
                    }
                    containers.add(container);
                });
        json.add("containers", containers);
        if (!use.problem().isEmpty()) {
            json.addProperty("problem", use.problem());
        }
        use.now().ifPresent(now -> json.add("now", ReplayForm.Json.verdict(now)));
        var last = new JsonArray();
        use.last().forEach(outcome -> last.add(outcome(outcome)));
        json.add("last", last);
        return json;
    }

    private static JsonObject outcome(Outcome outcome) {
        var json = new JsonObject();
        json.addProperty("time", outcome.decidedAt().toString());
        json.addProperty("outcome", outcome.kind().name());
        json.addProperty("detail", outcome.detail());
        return json;
    }
}
