// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;

import io.pushwire.syncer.decision.Container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which tool applies the images of an object from a declaration of its own, as the object's
/// bookkeeping tells: its managed fields
/// (https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management), and the
/// marks of Argo CD and Flux. Only the tools' names are kept.
final class Appliers {

    private static final String ARGO = "argocd.argoproj.io/";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final Set<String> ARGO_TRACKING =
            Set.of(ARGO + "tracking-id", ARGO + "instance");
    private static final Set<String> FLUX_TRACKING =
            Set.of("kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name");

    /// The lists of a pod that name images, and what their entries' names have before them.
    private static final Map<String, String> LISTS =
            Map.of(
                    "f:containers", "",
                    "f:initContainers", "",
                    "f:volumes", Container.VOLUME);

    private final List<String> wayToPodSpec;
    private final Map<String, Set<String>> managers = new HashMap<>();
    private final Map<String, Set<String>> owners = new HashMap<>();
    private Optional<String> mark = Optional.empty();
    private boolean instance;
    private boolean argo;

    Appliers(KindDefinition kind) {
        this.wayToPodSpec =
                Stream.concat(kind.template().stream(), Stream.of("spec"))
                        .map(name -> "f:" + name)
                        .toList();
    }

    /// @param name of a label or an annotation of the object
    void seeMark(String name) {
        if (FLUX_TRACKING.contains(name)) {
            mark = Optional.of("Flux (%s)".formatted(name).intern());
        } else if (ARGO_TRACKING.contains(name)) {
            mark = Optional.of("Argo CD (%s)".formatted(name).intern());
        }
        instance |= name.equals(INSTANCE);
        argo |= name.startsWith(ARGO);
    }

    /// @param in stands before the list
    void readManagedFields(JsonReader in) throws IOException {
        in.beginArray();
        while (in.hasNext()) {
            entry(in);
        }
        in.endArray();
    }

    /// The names are shared: thousands of workloads have the same few tools.
    Optional<String> of(String container) {
        Set<String> applying = managers.get(container);
        if (applying != null) {
            return Optional.of(String.join(", ", applying).intern());
        }
        // Charts set this label too; it is Argo CD's only beside another sign of it.
        return mark.isEmpty() && instance && argo
                ? Optional.of("Argo CD (" + INSTANCE + ")")
                : mark;
    }

    /// Who else owns the image of a container, whichever way it was written.
    Optional<String> owning(String container) {
        Set<String> owning = owners.get(container);
        return owning == null ? Optional.empty() : Optional.of(String.join(", ", owning).intern());
    }

    /// API servers send the fields before the manager's name.
    private void entry(JsonReader in) throws IOException {
        var texts = new HashMap<String, String>();
        var images = new HashSet<String>();
        WorkloadReader.eachField(
                in,
                field -> {
                    switch (field) {
                        case "manager", "operation", "subresource" ->
                                texts.put(field, in.nextString());
                        case "fieldsV1" -> towardsPodSpec(in, 0, images);
                        default -> in.skipValue();
                    }
                });
        String manager = texts.getOrDefault("manager", "");
        argo |= manager.startsWith("argocd");
        if (manager.equals(ApiServer.FIELD_MANAGER)
                || !texts.getOrDefault("subresource", "").isEmpty()) {
            return;
        }
        images.forEach(
                container -> owners.computeIfAbsent(container, _ -> new TreeSet<>()).add(manager));
        if ("Apply".equals(texts.get("operation"))) {
            images.forEach(container ->
                    managers.computeIfAbsent(container, _ -> new TreeSet<>()).add(manager));
        }
    }

    private void towardsPodSpec(JsonReader in, int depth, Set<String> images) throws IOException {
        boolean arrived = depth == wayToPodSpec.size();
        WorkloadReader.eachField(
                in,
                field -> {
                    if (arrived && LISTS.containsKey(field)) {
                        containers(in, LISTS.get(field), images);
                    } else if (!arrived && field.equals(wayToPodSpec.get(depth))) {
                        towardsPodSpec(in, depth + 1, images);
                    } else {
                        in.skipValue();
                    }
                });
    }

    private static void containers(JsonReader in, String prefix, Set<String> images)
            throws IOException {
        WorkloadReader.eachField(
                in,
                key -> {
                    var fields = new ArrayList<String>();
                    WorkloadReader.eachField(
                            in,
                            field -> {
                                fields.add(field);
                                in.skipValue();
                            });
                    if (fields.contains("f:image")) {
                        name(key).map(prefix::concat).ifPresent(images::add);
                    }
                });
    }

    /// Of a list entry's key: `k:{"name":"web"}`.
    private static Optional<String> name(String key) {
        if (!key.startsWith("k:")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JsonParser.parseString(key.substring(2))
                            .getAsJsonObject()
                            .get("name")
                            .getAsString());
        } catch (JsonParseException | IllegalStateException | NullPointerException unknownKey) {
            return Optional.empty();
        }
    }
}
