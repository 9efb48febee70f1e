// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One record of a topic, as it goes into a part.
public record Row(Place place, Content content) {

    /// Where it stands.
    ///
    /// @param time Kafka's timestamp: for our records when their event was received, or their
    ///   outcome was seen
    public record Place(String topic, int partition, long offset, Instant time) {}

    /// What the record holds.
    public sealed interface Content {}

    /// A record whose parts are what Pushwire writes: a text as key, headers that are texts, JSON.
    ///
    /// @param headers in their order
    /// @param data empty for a tombstone
    public record Plain(Optional<String> key, Map<String, String> headers, Optional<Data> data)
            implements Content {
        public Plain {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /// A record that is anything else, byte for byte.
    ///
    /// @param reason why it is not plain
    /// @param key in base64
    /// @param value in base64; empty for a tombstone
    public record Raw(
            String reason, Optional<String> key, List<Header> headers, Optional<String> value)
            implements Content {
        public Raw {
            headers = List.copyOf(headers);
        }
    }

    /// @param value in base64; empty where there is none
    public record Header(String name, Optional<String> value) {}

    /// The record's value.
    ///
    /// @param json the same on one line: fields in their order, numbers as they are
    public record Data(JsonNode tree, String json) {}
}
