// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/// A kind of object that is listed and watched.
///
/// @param path of all its objects
/// @param plural its name, for people
/// @param reader makes one of ours of the JSON of one object
/// @param kept which of them; the others are taken for gone
record Watched<T>(String path, String plural, Reader<T> reader, Predicate<T> kept) {

    /// All of them.
    Watched(String path, String plural, Reader<T> reader) {
        this(path, plural, reader, _ -> true);
    }

    /// Empty if it is not kept.
    ///
    /// @param in stands before the object's brace
    Optional<T> read(JsonReader in) throws IOException {
        return Optional.of(reader.read(in)).filter(kept);
    }

    /// Reads one object, before whose brace it stands.
    interface Reader<T> {
        T read(JsonReader in) throws IOException;
    }
}
