// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.image.Digest;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/// The images that an index stands for:
/// https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md
///
/// Some runtimes call what they run by the digest of the index, others by that of the platform's
/// own manifest; both mean the same image.
public sealed interface Platforms {

    /// @param digests of the manifests that the index lists; none for an image of one platform
    record Known(Set<Digest> digests) implements Platforms {
        public Known {
            digests = Set.copyOf(digests);
        }
    }

    /// @param reason for people, without secrets
    record Unknown(String reason) implements Platforms {}

    /// Of the bytes of a manifest.
    static Platforms read(byte[] manifest) {
        var digests = new LinkedHashSet<Digest>();
        try {
            for (JsonNode entry : new ObjectMapper().readTree(manifest).path("manifests")) {
                Digest.parse(entry.path("digest").asText("")).ifPresent(digests::add);
            }
            return new Known(digests);
        } catch (IOException unreadable) {
            return new Unknown("the registry's manifest is no JSON");
        }
    }
}
