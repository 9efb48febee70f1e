// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Decision;
import io.pushwire.syncer.decision.GivenBack;
import io.pushwire.syncer.decision.Holds;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;
import io.pushwire.syncer.decision.Workload.RestartStyle;

import java.util.List;

/// A decision as a JSON Patch (RFC 6902): first what must still be true, then the images and our
/// annotation, nothing else. A `test` that fails makes the server refuse the whole patch.
final class WorkloadPatch {

    private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    private static final String HOLD = "pushwire.io/hold";

    private final JsonArray operations = new JsonArray();
    private final KindDefinition kind;
    private final Workload workload;

    /// Our annotation alone, for what the API server's answer was found to have.
    static String ofAnnotation(KindDefinition kind, Workload workload, Pins.Known pins) {
        var patch = new WorkloadPatch(kind, workload);
        patch.expectContainers();
        patch.expectAnnotation();
        patch.operation(
                "add", annotation("/metadata", PinsAnnotation.NAME), PinsAnnotation.write(pins));
        return patch.operations.toString();
    }

    /// The original images, and our annotations taken away.
    static String givingBack(KindDefinition kind, Workload workload, GivenBack back) {
        var patch = new WorkloadPatch(kind, workload);
        patch.expectContainers();
        patch.expectAnnotation();
        back.changes()
                .forEach(change ->
                        patch.operation("replace", patch.image(change.container()), change.to()));
        for (String name : List.of(PinsAnnotation.NAME, HOLD)) {
            if (workload.annotations().containsKey(name)) {
                patch.remove(annotation("/metadata", name));
            }
        }
        return patch.operations.toString();
    }

    private WorkloadPatch(KindDefinition kind, Workload workload) {
        this.kind = kind;
        this.workload = workload;
    }

    static String of(KindDefinition kind, Workload workload, Decision.Write decision) {
        var patch = new WorkloadPatch(kind, workload);
        patch.expectContainers();
        patch.expectAnnotation();
        patch.createMissingMaps(decision);
        if (decision instanceof Decision.Hold hold) {
            patch.operation("add", annotation("/metadata", Holds.ANNOTATION), hold.holds().text());
            return patch.operations.toString();
        }
        for (Decision.ImageChange change : decision.changes()) {
            if (!change.from().equals(change.to())) {
                patch.operation("replace", patch.image(change.container()), change.to());
            }
        }
        patch.operation(
                "add",
                annotation("/metadata", PinsAnnotation.NAME),
                PinsAnnotation.write(decision.pins()));
        patch.endHolds(decision);
        if (decision instanceof Decision.Restart restart) {
            patch.operation("add", patch.restartMark(), restart.at().toString());
        }
        return patch.operations.toString();
    }

    /// All of them, not only those that change: the indexes in the patch hold only if none moved.
    private void expectContainers() {
        for (Container container : workload.containers()) {
            operation("test", pointer(container) + "/name", nameThere(container));
            operation("test", image(container), container.image());
        }
    }

    private void expectAnnotation() {
        String present = workload.annotations().get(PinsAnnotation.NAME);
        if (present != null) {
            operation("test", annotation("/metadata", PinsAnnotation.NAME), present);
        }
    }

    private String restartMark() {
        return switch (kind.restart()) {
            case TEMPLATE_ANNOTATION ->
                    annotation(kind.templatePointer() + "/metadata", RESTARTED_AT);
            case RESTART_AT -> "/spec/restartAt";
            case NONE, BARE_POD ->
                    throw new IllegalStateException(kind.kind() + " cannot be restarted");
        };
    }

    /// What is rolled is not held any more.
    private void endHolds(Decision.Write decision) {
        String present = workload.annotations().get(Holds.ANNOTATION);
        if (present == null) {
            return;
        }
        String pointer = annotation("/metadata", Holds.ANNOTATION);
        operation("test", pointer, present);
        Holds left =
                Holds.read(present)
                        .without(
                                decision.changes().stream()
                                        .flatMap(change -> change.container().follows().stream())
                                        .toList());
        if (!left.everything() && left.byTag().isEmpty()) {
            var remove = new JsonObject();
            remove.addProperty("op", "remove");
            remove.addProperty("path", pointer);
            operations.add(remove);
        } else if (!left.everything()) {
            operation("replace", pointer, left.text());
        }
    }

    private void createMissingMaps(Decision.Write decision) {
        Workload.AnnotationMaps maps = workload.maps();
        boolean restart =
                decision instanceof Decision.Restart
                        && kind.restart() == RestartStyle.TEMPLATE_ANNOTATION;
        if (!maps.object() || (restart && !maps.template()) || decision instanceof Decision.Hold) {
            // A map made meanwhile by somebody else would be overwritten by ours; and whether
            // somebody went back must not be judged by what was.
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
        String list =
                switch (container.slot().place()) {
                    case INIT_CONTAINER -> "initContainers";
                    case CONTAINER -> "containers";
                    case VOLUME -> "volumes";
                };
        return "%s/spec/%s/%d".formatted(kind.templatePointer(), list, container.slot().index());
    }

    private String image(Container container) {
        boolean volume = container.slot().place() == Container.Place.VOLUME;
        return pointer(container) + (volume ? "/image/reference" : "/image");
    }

    private static String nameThere(Container container) {
        return container.slot().place() == Container.Place.VOLUME
                ? container.name().substring(Container.VOLUME.length())
                : container.name();
    }

    /// https://www.rfc-editor.org/rfc/rfc6901#section-3
    private static String annotation(String metadata, String name) {
        return metadata + "/annotations/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void operation(String op, String path, String value) {
        operation(op, path, new JsonPrimitive(value));
    }

    private void remove(String path) {
        var operation = new JsonObject();
        operation.addProperty("op", "remove");
        operation.addProperty("path", path);
        operations.add(operation);
    }

    private void operation(String op, String path, JsonElement value) {
        var operation = new JsonObject();
        operation.addProperty("op", op);
        operation.addProperty("path", path);
        operation.add("value", value);
        operations.add(operation);
    }
}
