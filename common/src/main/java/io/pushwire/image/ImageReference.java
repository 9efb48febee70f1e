// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Locale;
import java.util.Optional;

/// What stands in a container's `image:`, kept as typed beside what it means.
///
/// Parsed here and not by jib's class of the same name, which takes `docker.io/nginx` for another
/// repository than `nginx`, forgets what was typed and refuses sha512 (see RATIONALE R-002).
///
/// @param name host and repository as typed: `nginx`, `registry.example.com/team/web`
/// @param tag the tag as typed, if any
/// @param digest the digest as typed, if any
/// @param canonical the tag that is meant, empty where a digest stands alone
public record ImageReference(
        String name, Optional<String> tag, Optional<Digest> digest, Optional<ImageTag> canonical) {

    private static final String DEFAULT_TAG = "latest";

    /// Empty if a container runtime would refuse the text too.
    ///
    /// The grammar is https://github.com/distribution/reference/blob/v0.6.0/reference.go
    public static Optional<ImageReference> parse(String text) {
        int at = text.indexOf('@');
        Optional<Digest> digest = at < 0 ? Optional.empty() : Digest.parse(text.substring(at + 1));
        if (at >= 0 && digest.isEmpty()) {
            return Optional.empty();
        }
        String rest = at < 0 ? text : text.substring(0, at);
        int colon = rest.lastIndexOf(':');
        boolean tagged = colon > rest.lastIndexOf('/');
        String name = tagged ? rest.substring(0, colon) : rest;
        Optional<String> tag = tagged ? Optional.of(rest.substring(colon + 1)) : Optional.empty();
        try {
            ImageTag canonical = canonical(name, tag.orElse(DEFAULT_TAG));
            boolean digestAlone = tag.isEmpty() && digest.isPresent();
            return Optional.of(
                    new ImageReference(
                            name,
                            tag,
                            digest,
                            digestAlone ? Optional.empty() : Optional.of(canonical)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static ImageTag canonical(String name, String tag) {
        int slash = name.indexOf('/');
        boolean hosted = slash > 0 && RegistryHost.looksLikeHost(name.substring(0, slash));
        String host =
                hosted
                        ? RegistryHost.canonical(name.substring(0, slash).toLowerCase(Locale.ROOT))
                        : RegistryHost.DOCKER_HUB;
        String path = hosted ? name.substring(slash + 1) : name;
        boolean official = host.equals(RegistryHost.DOCKER_HUB) && path.indexOf('/') < 0;
        return new ImageTag(host, official ? "library/" + path : path, tag);
    }

    public Optional<ImageTag> imageTag() {
        return canonical;
    }

    /// The same image at exactly this content; the tag stays readable.
    public String pinnedTo(Digest to) {
        return unpinned(tag.orElse(DEFAULT_TAG)) + "@" + to;
    }

    /// What was typed, without its digest.
    public String withoutDigest() {
        return tag.map(this::unpinned).orElse(name);
    }

    private String unpinned(String typedTag) {
        return name + ":" + typedTag;
    }
}
