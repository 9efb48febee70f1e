// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.syncer.decision.Pins;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/// Our annotation on a workload: ordered JSON, per container the original spec, the digest that we
/// rolled to, and the position of the event that made us.
///
/// `{"web":{"spec":"registry.example.com/team/web:1","digest":"sha256:…","log":"…","partition":7,"offset":0}}`
///
/// After an observed event `asOf` follows the offset; `admitted` is the digest that the API server
/// put there instead, where it did.
final class PinsAnnotation {

    static final String NAME = "pushwire.io/pinned";

    private static final Gson JSON = new Gson();

    private PinsAnnotation() {}

    static Pins read(@Nullable String text) {
        if (text == null) {
            return Pins.Known.none();
        }
        try {
            var pins = new LinkedHashMap<String, Pins.Pin>();
            JsonObject entries = JSON.fromJson(text, JsonObject.class);
            if (entries == null) {
                throw new JsonParseException("it is empty");
            }
            entries.asMap()
                    .forEach((container, entry) ->
                            pins.put(container, JSON.fromJson(entry, Entry.class).pin()));
            return new Pins.Known(pins);
        } catch (JsonParseException | IllegalArgumentException | NullPointerException broken) {
            return new Pins.Broken(
                    "annotation %s cannot be read (%s): remove it, or put back what Pushwire wrote"
                            .formatted(NAME, broken.getMessage()));
        }
    }

    static String write(Pins.Known pins) {
        var entries = new LinkedHashMap<String, Entry>();
        pins.byContainer().forEach((container, pin) -> entries.put(container, Entry.of(pin)));
        return JSON.toJson(entries);
    }

    private record Entry(
            @Nullable String spec,
            @Nullable String digest,
            @Nullable String log,
            int partition,
            long offset,
            @Nullable Long asOf,
            @Nullable String admitted) {

        static Entry of(Pins.Pin pin) {
            Position at = pin.position();
            return new Entry(
                    pin.spec(),
                    pin.digest().value(),
                    at.log(),
                    at.partition(),
                    at.offset(),
                    at.asOf().isPresent() ? at.asOf().getAsLong() : null,
                    pin.admitted().map(Digest::value).orElse(null));
        }

        Pins.Pin pin() {
            return new Pins.Pin(
                    Objects.requireNonNull(spec, "spec is missing"),
                    new Digest(Objects.requireNonNull(digest, "digest is missing")),
                    position(Objects.requireNonNull(log, "log is missing")),
                    Optional.ofNullable(admitted).map(Digest::new));
        }

        private Position position(String of) {
            return asOf == null
                    ? new Position(of, partition, offset)
                    : Position.observed(of, partition, offset, asOf);
        }
    }
}
