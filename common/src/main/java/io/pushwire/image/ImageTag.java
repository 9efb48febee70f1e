// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// A tag of a repository of a registry, in the one canonical spelling that keys the log and the
/// index: `docker.io/library/nginx:latest`.
///
/// @param host registry host, lower case, port included where it is not the scheme's own
/// @param repository path below the host, for example `team/web`
/// @param tag a tag, never a digest
public record ImageTag(String host, String repository, String tag) {

    // https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern REPOSITORY =
            Pattern.compile(
                    "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
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
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    public static boolean isRepository(String text) {
        return text.length() <= LONGEST_REPOSITORY && REPOSITORY.matcher(text).matches();
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
