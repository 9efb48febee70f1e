// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

import io.pushwire.image.ImageReference;
import io.pushwire.outcome.Outcome.WorkloadRef;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Container.Place;
import io.pushwire.syncer.decision.Container.Slot;
import io.pushwire.syncer.decision.Pins;
import io.pushwire.syncer.decision.Workload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one object from the stream and keeps what decisions need. Every other field is skipped
/// unread, so a cluster that is versions ahead does not matter, and nothing large is ever held.
final class WorkloadReader {

    private static final String OURS = "pushwire.io/";

    private final KindDefinition kind;
    private final Map<String, String> annotations = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Appliers appliers;
    private final List<Container> initContainers = new ArrayList<>();
    private final List<Container> containers = new ArrayList<>();
    private final List<Container> volumes = new ArrayList<>();
    private String namespace = "";
    private String name = "";
    private String uid = "";
    private String resourceVersion = "";
    private @Nullable String imagoText;
    private boolean annotated;
    private boolean templateMetadata;
    private boolean templateAnnotated;
    private boolean paused;
    private boolean noPods;
    private boolean finished;
    private Optional<String> controller = Optional.empty();

    private WorkloadReader(KindDefinition kind) {
        this.kind = kind;
        this.appliers = new Appliers(kind);
    }

    /// @param in stands before the object's brace
    static Workload read(KindDefinition kind, JsonReader in) throws IOException {
        var reader = new WorkloadReader(kind);
        eachField(
                in,
                field -> {
                    if (field.equals("metadata")) {
                        reader.metadata(in);
                    } else {
                        reader.towardsTemplate(in, field, 0);
                    }
                });
        return reader.workload();
    }

    private Workload workload() {
        var all = new ArrayList<>(initContainers);
        all.addAll(containers);
        all.addAll(volumes);
        if (finished) {
            // A pod that will start no container any more.
            all.clear();
        }
        Pins pins = PinsAnnotation.read(annotations.get(PinsAnnotation.NAME));
        ImagoAnnotation imago = ImagoAnnotation.read(imagoText);
        all.replaceAll(container ->
                container.with(
                        before(container, pins, imago),
                        appliers.of(container.name()),
                        appliers.owning(container.name())));
        return new Workload(
                new WorkloadRef(kind.kind(), namespace, name),
                uid,
                resourceVersion,
                labels,
                annotations,
                controller,
                pins,
                all,
                new Workload.Rollout(kind.restart(), paused, noPods),
                new Workload.AnnotationMaps(annotated, templateMetadata, templateAnnotated));
    }

    private void metadata(JsonReader in) throws IOException {
        eachField(
                in,
                field -> {
                    switch (field) {
                        // Thousands of workloads share it.
                        case "namespace" -> namespace = in.nextString().intern();
                        case "name" -> name = in.nextString();
                        case "uid" -> uid = in.nextString();
                        case "resourceVersion" -> resourceVersion = in.nextString();
                        case "labels" -> eachField(in, label -> label(in, label));
                        case "managedFields" -> appliers.readManagedFields(in);
                        case "annotations" -> annotated = annotations(in);
                        case "ownerReferences" -> controller = OwnerReferences.controller(in);
                        default -> in.skipValue();
                    }
                });
    }

    private void label(JsonReader in, String label) throws IOException {
        appliers.seeMark(label);
        if (kind.labels().contains(label)) {
            labels.put(label, in.nextString());
        } else {
            in.skipValue();
        }
    }

    private boolean annotations(JsonReader in) throws IOException {
        return eachField(
                in,
                field -> {
                    appliers.seeMark(field);
                    if (field.startsWith(OURS)) {
                        annotations.put(field, in.nextString());
                    } else if (field.equals(ImagoAnnotation.NAME)) {
                        imagoText = in.nextString();
                    } else {
                        in.skipValue();
                    }
                });
    }

    private void towardsTemplate(JsonReader in, String field, int depth) throws IOException {
        if (kind.isPod()) {
            template(in, field);
        } else if (!field.equals(kind.template().get(depth))) {
            besideTemplate(in, field, depth);
        } else if (depth == kind.template().size() - 1) {
            eachField(in, inTemplate -> template(in, inTemplate));
        } else {
            eachField(in, below -> towardsTemplate(in, below, depth + 1));
        }
    }

    private void besideTemplate(JsonReader in, String field, int depth) throws IOException {
        if (depth == 1 && field.equals("paused") && in.peek() == JsonToken.BOOLEAN) {
            paused = in.nextBoolean();
        } else if (depth == 1 && field.equals("replicas") && in.peek() == JsonToken.NUMBER) {
            noPods = in.nextLong() == 0;
        } else {
            in.skipValue();
        }
    }

    private void template(JsonReader in, String field) throws IOException {
        switch (field) {
            case "metadata" ->
                    templateMetadata = eachField(in, below -> templateMetadata(in, below));
            case "spec" -> eachField(in, below -> podSpec(in, below));
            case "status" -> eachField(in, below -> status(in, below));
            default -> in.skipValue();
        }
    }

    private void templateMetadata(JsonReader in, String field) throws IOException {
        if (field.equals("annotations")) {
            templateAnnotated = eachField(in, _ -> in.skipValue());
        } else {
            in.skipValue();
        }
    }

    private void podSpec(JsonReader in, String field) throws IOException {
        switch (field) {
            case "initContainers" -> containers(in, true, initContainers);
            case "containers" -> containers(in, false, containers);
            case "volumes" -> VolumeReader.read(in, volumes);
            default -> in.skipValue();
        }
    }

    /// Only pods have one here.
    private void status(JsonReader in, String field) throws IOException {
        if (field.equals("phase")) {
            finished = Set.of("Succeeded", "Failed").contains(in.nextString());
        } else {
            in.skipValue();
        }
    }

    private static void containers(JsonReader in, boolean init, List<Container> into)
            throws IOException {
        if (skippedNull(in)) {
            return;
        }
        in.beginArray();
        while (in.hasNext()) {
            into.add(
                    ContainerReader.read(
                            in,
                            Slot.of(init ? Place.INIT_CONTAINER : Place.CONTAINER, into.size())));
        }
        in.endArray();
    }

    /// A container that we wrote since then is not imago's any more.
    private static Optional<ImageReference> before(
            Container container, Pins pins, ImagoAnnotation imago) {
        boolean ours = pins instanceof Pins.Known known && known.of(container.name()).isPresent();
        return ours ? Optional.empty() : imago.before(container);
    }

    /// Whether there was an object at all, and not null.
    static boolean eachField(JsonReader in, Field field) throws IOException {
        if (skippedNull(in)) {
            return false;
        }
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (!skippedNull(in)) {
                field.read(name);
            }
        }
        in.endObject();
        return true;
    }

    static boolean skippedNull(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return true;
        }
        return false;
    }

    /// Reads or skips the value of a field.
    interface Field {
        void read(String name) throws IOException;
    }
}
