// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.pushwire.syncer.policy.PolicyReader;

import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;

/// A namespace in the form that client-java's informers keep.
///
/// Public, because they call [#setKind(String)] by reflection.
///
/// @param policy what its annotation says
public record WatchedNamespace(String name, String resourceVersion, Optional<String> policy)
        implements KubernetesObject {

    /// @param in stands before the object's brace
    static WatchedNamespace read(JsonReader in) throws IOException {
        var texts = new HashMap<String, String>();
        WorkloadReader.eachField(
                in,
                field -> {
                    if (field.equals("metadata")) {
                        WorkloadReader.eachField(in, below -> metadata(in, below, texts));
                    } else {
                        in.skipValue();
                    }
                });
        return new WatchedNamespace(
                texts.getOrDefault("name", ""),
                texts.getOrDefault("resourceVersion", ""),
                Optional.ofNullable(texts.get(PolicyReader.ANNOTATION)));
    }

    private static void metadata(JsonReader in, String field, HashMap<String, String> texts)
            throws IOException {
        switch (field) {
            case "name", "resourceVersion" -> texts.put(field, in.nextString());
            case "annotations" ->
                    WorkloadReader.eachField(
                            in,
                            annotation -> {
                                if (annotation.equals(PolicyReader.ANNOTATION)) {
                                    texts.put(annotation, in.nextString());
                                } else {
                                    in.skipValue();
                                }
                            });
            default -> in.skipValue();
        }
    }

    @Override
    public V1ObjectMeta getMetadata() {
        return new V1ObjectMeta().name(name).resourceVersion(resourceVersion);
    }

    @Override
    public String getApiVersion() {
        return "v1";
    }

    @Override
    public String getKind() {
        return "Namespace";
    }

    /// The informers want to tell every object its kind; ours know theirs.
    public void setKind(String kind) {}

    /// See [#setKind(String)].
    public void setApiVersion(String apiVersion) {}
}
