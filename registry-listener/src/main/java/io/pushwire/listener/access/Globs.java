// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.access;

import io.pushwire.image.Glob;

import java.util.List;
import java.util.regex.Pattern;

/// Names that are allowed: those that one of the globs matches.
public final class Globs {

    private final List<Glob> globs;
    private final List<Pattern> patterns;

    private Globs(List<Glob> globs) {
        this.globs = List.copyOf(globs);
        this.patterns = globs.stream().map(Glob::pattern).toList();
    }

    /// @param texts `*` alone or `**` allows everything; none allows nothing
    public static Globs of(List<String> texts) {
        return new Globs(texts.stream().map(String::strip).map(Glob::new).toList());
    }

    public List<Glob> all() {
        return globs;
    }

    public boolean allowEverything() {
        return globs.stream()
                .map(Glob::text)
                .anyMatch(
                        text -> text.equals(Glob.ANYTHING) || text.equals(Glob.WITHIN_AN_ELEMENT));
    }

    public boolean allow(String name) {
        return allowEverything()
                || patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
