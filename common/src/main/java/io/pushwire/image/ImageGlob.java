// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// Image tags by their canonical spelling, `host/repository:tag`, as a [Glob]. Without a tag every
/// tag of the repository is meant.
///
/// @param text as it was typed
/// @param pattern of the canonical spelling
public record ImageGlob(String text, Pattern pattern) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._:/*-]+");

    /// A plain tag means what it means in a pod's image: `nginx` is
    /// `docker.io/library/nginx:latest`.
    ///
    /// @throws IllegalArgumentException if no image tag could match
    public static ImageGlob parse(String text) {
        if (!text.contains("*")) {
            return ImageTag.parse(text)
                    .map(tag -> new ImageGlob(text, Pattern.compile(Pattern.quote(tag.toString()))))
                    .orElseThrow(() -> refused(text));
        }
        if (!GRAMMAR.matcher(text).matches() || text.startsWith("/") || text.endsWith("/")) {
            throw refused(text);
        }
        boolean tagged = text.lastIndexOf(':') > text.lastIndexOf('/');
        return new ImageGlob(text, new Glob(tagged ? text : text + ":*").pattern());
    }

    /// All image tags.
    public static ImageGlob all() {
        return parse("**");
    }

    /// @param canonical spelling of an image tag, as keys of the topics have it
    public boolean matches(String canonical) {
        return pattern.matcher(canonical).matches();
    }

    /// The one tag that it can match, if there is only one.
    public Optional<ImageTag> tag() {
        return text.contains("*") ? Optional.empty() : ImageTag.parse(text);
    }

    /// The one registry host that it can match, if it names one.
    public Optional<String> host() {
        if (!text.contains("*")) {
            return tag().map(ImageTag::host);
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "*" : text.substring(0, slash);
        return first.contains("*") ? Optional.empty() : Optional.of(first);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "\"%s\" is neither an image nor a glob of images: write for example registry.example.com/team/web:1 or 'registry.example.com/team/*'"
                        .formatted(text));
    }
}
