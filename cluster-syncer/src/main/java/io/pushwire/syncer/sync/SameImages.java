// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.sync;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Looked;
import io.pushwire.registry.Platforms;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which digests mean one image: that of its index, and those of what the index lists. Each index
/// is read once, and only if something runs under another digest.
final class SameImages {

    private final Registries registries;
    private final Map<Digest, Platforms> read = new ConcurrentHashMap<>();

    SameImages(Registries registries) {
        this.registries = registries;
    }

    /// What was found of the tag's index.
    Platforms of(ImageTag tag, Looked.Found found, Asked asked) {
        return mayBeIndex(found.mediaType())
                ? read.computeIfAbsent(
                        found.digest(), digest -> registries.platforms(tag, digest, asked.by()))
                : new Platforms.Known(Set.of());
    }

    /// These digests, and those that are known to mean the same.
    Set<Digest> and(Set<Digest> digests) {
        var all = new HashSet<>(digests);
        for (Digest digest : digests) {
            if (read.get(digest) instanceof Platforms.Known(Set<Digest> platforms)) {
                all.addAll(platforms);
            }
        }
        return all;
    }

    /// An answer without a type may be anything.
    private static boolean mayBeIndex(String mediaType) {
        return mediaType.isEmpty()
                || mediaType.contains("image.index")
                || mediaType.contains("manifest.list");
    }
}
