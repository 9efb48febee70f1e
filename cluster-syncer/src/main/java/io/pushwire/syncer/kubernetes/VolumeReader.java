// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import io.pushwire.syncer.decision.Container;
import io.pushwire.syncer.decision.Container.Place;
import io.pushwire.syncer.decision.Container.Slot;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Reads the volumes of a pod template that are images:
/// https://kubernetes.io/docs/concepts/storage/volumes/#image
final class VolumeReader {

    private VolumeReader() {}

    /// @param in stands before the list
    static void read(JsonReader in, List<Container> into) throws IOException {
        if (WorkloadReader.skippedNull(in)) {
            return;
        }
        in.beginArray();
        for (int index = 0; in.hasNext(); index++) {
            volume(in, index).ifPresent(into::add);
        }
        in.endArray();
    }

    private static Optional<Container> volume(JsonReader in, int index) throws IOException {
        var fields = new HashMap<String, String>();
        WorkloadReader.eachField(
                in,
                field -> {
                    switch (field) {
                        case "name" -> fields.put(field, in.nextString());
                        case "image" ->
                                WorkloadReader.eachField(
                                        in,
                                        below -> {
                                            switch (below) {
                                                case "reference", "pullPolicy" ->
                                                        fields.put(below, in.nextString());
                                                default -> in.skipValue();
                                            }
                                        });
                        default -> in.skipValue();
                    }
                });
        return Optional.ofNullable(fields.get("reference"))
                .map(reference ->
                        new Container(
                                Container.VOLUME + fields.getOrDefault("name", ""),
                                Slot.of(Place.VOLUME, index),
                                reference,
                                ContainerReader.alwaysPulls(reference, fields.get("pullPolicy")),
                                Optional.empty(),
                                Optional.empty()));
    }
}
