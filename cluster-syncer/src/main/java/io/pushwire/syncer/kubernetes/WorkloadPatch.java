// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.Workload;

/// A decision as a JSON Patch (RFC 6902): first what must still be true, then the images and our
/// annotation, nothing else. A `test` that fails makes the server refuse the whole patch.
final class WorkloadPatch {

    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private final JsonArray operations = new JsonArray();
    private final KindDefinition kind;
    private final Workload workload;

    private WorkloadPatch(KindDefinition kind, Workload workload) {
        this.kind = kind;
        this.workload = workload;
    }

    static String of(KindDefinition kind, Workload workload, Decision.Write decision) {
        var patch = new WorkloadPatch(kind, workload);
        patch.expectContainers();
        patch.expectAnnotation();
        patch.createMissingMaps(decision);
        for (Decision.ImageChange change : decision.changes()) {
            if (!change.from().equals(change.to())) {
                patch.operation(
                        "replace", patch.pointer(change.container()) + "/image", change.to());
            }
        }
        patch.operation(
                "add",
                annotation("/metadata", PinsAnnotation.NAME),
                PinsAnnotation.write(decision.pins()));
        if (decision instanceof Decision.Restart restart) {
            patch.operation(
                    "add",
                    annotation(kind.templatePointer() + "/metadata", RESTARTED_AT),
                    restart.at().toString());
        }
        return patch.operations.toString();
    }

    /// All of them, not only those that change: the indexes in the patch hold only if none moved.
    private void expectContainers() {
        for (Container container : workload.containers()) {
            operation("test", pointer(container) + "/name", container.name());
            operation("test", pointer(container) + "/image", container.image());
        }
    }

    private void expectAnnotation() {
        String present = workload.annotations().get(PinsAnnotation.NAME);
        if (present != null) {
            operation("test", annotation("/metadata", PinsAnnotation.NAME), present);
        }
    }

    private void createMissingMaps(Decision.Write decision) {
        Workload.AnnotationMaps maps = workload.maps();
        boolean restart = decision instanceof Decision.Restart;
        if (!maps.object() || (restart && !maps.template())) {
            // A map made meanwhile by somebody else would be overwritten by ours.
            operation("test", "/metadata/resourceVersion", workload.resourceVersion());
        }
        if (!maps.object()) {
            operation("add", "/metadata/annotations", new JsonObject());
        }
        if (restart && !maps.templateMetadata()) {
            operation("add", kind.templatePointer() + "/metadata", new JsonObject());
        }
        if (restart && !maps.template()) {
            operation("add", kind.templatePointer() + "/metadata/annotations", new JsonObject());
        }
    }

    private String pointer(Container container) {
        return "%s/spec/%s/%d"
                .formatted(
                        kind.templatePointer(),
                        container.slot().init() ? "initContainers" : "containers",
                        container.slot().index());
    }

    /// https://www.rfc-editor.org/rfc/rfc6901#section-3
    private static String annotation(String metadata, String name) {
        return metadata + "/annotations/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void operation(String op, String path, String value) {
        operation(op, path, new JsonPrimitive(value));
    }

    private void operation(String op, String path, JsonElement value) {
        var operation = new JsonObject();
        operation.addProperty("op", op);
        operation.addProperty("path", path);
        operation.add("value", value);
        operations.add(operation);
    }
}
