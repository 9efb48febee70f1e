// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import com.google.gson.stream.JsonReader;

import java.io.IOException;

/// A kind of object that is listed and watched.
///
/// @param path of all its objects
/// @param plural its name, for people
/// @param reader makes one of ours of the JSON of one object
record Watched<T>(String path, String plural, Reader<T> reader) {

    /// Reads one object, before whose brace it stands.
    interface Reader<T> {
        T read(JsonReader in) throws IOException;
    }
}
