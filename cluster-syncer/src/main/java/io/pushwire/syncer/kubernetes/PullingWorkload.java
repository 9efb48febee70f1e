// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;

import io.pushwire.syncer.decision.Workload;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/// A workload, and the names of what its pods pull with.
///
/// @param secrets of its own, in its namespace
/// @param account whose secrets its pods have besides; empty where nobody wants to know
record PullingWorkload(Workload workload, List<String> secrets, String account) {

    private static final String DEFAULT_ACCOUNT = "default";

    PullingWorkload {
        secrets = List.copyOf(secrets);
    }

    /// @param in stands before the object's brace
    /// @param withSecrets whether they are wanted: then the whole object is held for a moment
    static PullingWorkload read(KindDefinition kind, JsonReader in, boolean withSecrets)
            throws IOException {
        if (!withSecrets) {
            return new PullingWorkload(WorkloadReader.read(kind, in), List.of(), "");
        }
        JsonObject object = JsonParser.parseReader(in).getAsJsonObject();
        Workload workload =
                WorkloadReader.read(kind, new JsonReader(new StringReader(object.toString())));
        JsonObject template = object;
        for (String field : kind.template()) {
            template = JsonTree.object(template, field);
        }
        JsonObject spec = JsonTree.object(template, "spec");
        String account = JsonTree.text(spec, "serviceAccountName");
        return new PullingWorkload(
                workload,
                JsonTree.list(spec, "imagePullSecrets").stream()
                        .map(secret -> JsonTree.text(secret, "name"))
                        .toList(),
                account.isEmpty() ? DEFAULT_ACCOUNT : account);
    }

    /// Nobody owns it, and it has not ended.
    boolean isBarePod() {
        return workload.controller().isEmpty() && !workload.containers().isEmpty();
    }
}
