// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.source.Source;

import java.util.Map;
import java.util.Set;

/// A tag that some cluster uses and that a source speaks for.
///
/// @param image under its registry's own name
/// @param source in whose name it is looked at
/// @param pinned the digests that Pushwire put on workloads and that still stand there, with the
///   clusters in which they do
record TagInUse(ImageTag image, Source source, Map<Digest, Set<String>> pinned) {

    TagInUse {
        pinned = Map.copyOf(pinned);
    }
}
