// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Collects what is wrong with one source or reader, so that everything can be said at once.
///
/// @param key under which it is configured
/// @param found of all of them
record Problems(String key, List<String> found) {

    static Problems ofSource(String name, List<String> found) {
        return new Problems("pushwire.sources." + name, found);
    }

    static Problems ofReader(String name, List<String> found) {
        return new Problems("pushwire.readers." + name, found);
    }

    /// @param below the key, with a dot
    /// @return always empty: what would have been made of it
    <T> Optional<T> add(String below, String sentence) {
        found.add(key + below + " " + sentence);
        return Optional.empty();
    }

    <T> Optional<T> attempt(String below, Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException wrong) {
            return add(below, String.valueOf(wrong.getMessage()));
        }
    }
}
