// SPDX-License-Identifier: Apache-2.0
package io.pushwire.wire;

/// What a record on a topic turned out to be. A record that a newer version wrote, or that somebody
/// else put there, is a value and not a crash.
public sealed interface Decoded<T> {

    record Understood<T>(T value) implements Decoded<T> {}

    /// @param reason a sentence that names what could not be read
    record NotUnderstood<T>(String reason) implements Decoded<T> {}
}
