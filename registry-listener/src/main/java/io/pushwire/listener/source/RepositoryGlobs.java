// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.source;

import io.pushwire.image.Glob;

import java.util.List;
import java.util.regex.Pattern;

/// The repositories that a source may speak for: `*` stands for any part of one path element, `**`
/// for any part of a path.
public final class RepositoryGlobs {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9._/*-]+");

    private final List<Pattern> patterns;

    /// @throws IllegalArgumentException naming the glob that no repository can match
    public RepositoryGlobs(List<String> globs) {
        patterns = globs.stream().map(RepositoryGlobs::compile).toList();
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("no repository is allowed");
        }
    }

    public static RepositoryGlobs all() {
        return new RepositoryGlobs(List.of("**"));
    }

    public boolean allow(String repository) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(repository).matches());
    }

    private static Pattern compile(String glob) {
        if (!GRAMMAR.matcher(glob).matches() || glob.startsWith("/") || glob.endsWith("/")) {
            throw new IllegalArgumentException(
                    "not a glob of repositories: \""
                            + glob
                            + "\"; write paths below the registry such as \"team/*\" or"
                            + " \"team/**\"");
        }
        return new Glob(glob).pattern();
    }
}
