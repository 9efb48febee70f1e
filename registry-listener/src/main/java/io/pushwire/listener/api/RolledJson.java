// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import com.fasterxml.jackson.core.JsonGenerator;

import io.pushwire.listener.record.Rolled;

import java.io.IOException;

/// A change as JSON.
final class RolledJson {

    private RolledJson() {}

    static void change(JsonGenerator json, Rolled.Change change) throws IOException {
        var data = new Data(change.entry());
        json.writeStartObject();
        Json.slot(json, change.slot());
        Json.text(json, "image", change.entry().image());
        Json.text(json, "digest", data.text("/event/digest"));
        for (Data of : data.each("/changes")) {
            if (change.slot().container().equals(of.text("/container"))) {
                Json.text(json, "from", of.text("/from"));
                Json.text(json, "to", of.text("/to"));
            }
        }
        Json.text(json, "kind", data.text("/kind"));
        Json.text(json, "event", data.text("/event/id"));
        Json.spot(json, change.entry().spot());
        json.writeEndObject();
    }
}
