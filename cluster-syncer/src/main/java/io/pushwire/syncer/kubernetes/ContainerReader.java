// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.pushwire.image.ImageReference;
import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Container.Slot;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;

/// Reads one container of a pod template: what stands there, and no more.
final class ContainerReader {

    private ContainerReader() {}

    /// @param in stands before the container's brace
    static Container read(JsonReader in, Slot slot) throws IOException {
        var fields = new HashMap<String, String>();
        WorkloadReader.eachField(
                in,
                field -> {
                    switch (field) {
                        case "name", "image", "imagePullPolicy" ->
                                fields.put(field, in.nextString());
                        default -> in.skipValue();
                    }
                });
        String image = fields.getOrDefault("image", "");
        return new Container(
                // Many workloads have containers of the same few names.
                fields.getOrDefault("name", "").intern(),
                slot,
                image,
                alwaysPulls(image, fields.get("imagePullPolicy")),
                Optional.empty(),
                Optional.empty());
    }

    /// The default of
    /// https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting for
    /// servers that do not fill it in.
    static boolean alwaysPulls(String image, @Nullable String policy) {
        if (policy != null && !policy.isEmpty()) {
            return policy.equals("Always");
        }
        return ImageReference.parse(image)
                .filter(reference -> reference.digest().isEmpty())
                .filter(reference -> reference.tag().orElse("latest").equals("latest"))
                .isPresent();
    }
}
