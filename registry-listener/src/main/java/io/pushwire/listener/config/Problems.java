// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Collects what is wrong with one source, so that everything can be said at once.
///
/// @param source its name
/// @param found of all sources
record Problems(String source, List<String> found) {

    /// @param key below the source's, with its dot
    /// @return always empty: what would have been made of it
    <T> Optional<T> add(String key, String sentence) {
        found.add("pushwire.sources." + source + key + " " + sentence);
        return Optional.empty();
    }

    <T> Optional<T> attempt(String key, Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException wrong) {
            return add(key, String.valueOf(wrong.getMessage()));
        }
    }
}
