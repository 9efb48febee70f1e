// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Optional;

/// A tag of a repository of a registry, in the one canonical spelling that keys the log and the
/// index: `docker.io/library/nginx:latest`.
///
/// @param host registry host, lower case, port included where it is not the scheme's own
/// @param repository path below the host, for example `team/web`
/// @param tag a tag, never a digest
public record ImageTag(String host, String repository, String tag) {

    private static final int LONGEST_TAG = 128;
    private static final int LONGEST_REPOSITORY = 255;

    public ImageTag {
        host = RegistryHost.canonical(host);
        if (!isRepository(repository)) {
            throw new IllegalArgumentException("not a repository: \"" + repository + "\"");
        }
        if (!isTag(tag)) {
            throw new IllegalArgumentException("not a tag: \"" + tag + "\"");
        }
    }

    /// Registries spell "no tag" in six ways, a digest in the place of the tag among them.
    ///
    /// The grammars are
    /// https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
    public static boolean isTag(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TAG) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean within = at > 0 && (each == '.' || each == '-');
            if (!Characters.isAlphanumeric(each) && each != '_' && !within) {
                return false;
            }
        }
        return true;
    }

    /// Words of small letters and digits, with one separator between two.
    public static boolean isRepository(String text) {
        if (text.length() > LONGEST_REPOSITORY) {
            return false;
        }
        int at = 0;
        while (true) {
            int end = Characters.afterSmall(text, at);
            if (end == at || end == text.length()) {
                return end > at;
            }
            at = afterSeparator(text, end);
        }
    }

    /// `/`, `.`, `_`, `__` or any number of `-`; the same place where there is none, so that no
    /// word follows.
    private static int afterSeparator(String text, int at) {
        int end = at + 1;
        return switch (text.charAt(at)) {
            case '/', '.' -> end;
            case '_' -> text.startsWith("_", end) ? end + 1 : end;
            case '-' -> afterHyphens(text, end);
            default -> at;
        };
    }

    private static int afterHyphens(String text, int from) {
        int end = from;
        while (text.startsWith("-", end)) {
            end++;
        }
        return end;
    }

    /// Reads the canonical spelling back.
    public static Optional<ImageTag> parse(String text) {
        return ImageReference.parse(text).flatMap(ImageReference::imageTag);
    }

    /// The same tag under another name of the registry.
    public ImageTag at(String otherHost) {
        return new ImageTag(otherHost, repository, tag);
    }

    @Override
    public String toString() {
        return host + "/" + repository + ":" + tag;
    }
}
