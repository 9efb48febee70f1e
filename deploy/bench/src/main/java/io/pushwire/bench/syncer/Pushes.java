// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

import io.pushwire.bench.sending.Push;
import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Makes pushes, each of another digest, and remembers where every tag of a cluster points.
final class Pushes {

    private final AtomicLong numbers;
    private final Map<ImageTag, Digest> newest = new ConcurrentHashMap<>();

    /// @param numbers shared by all clusters of a run, so that no digest comes twice
    Pushes(AtomicLong numbers) {
        this.numbers = numbers;
    }

    Push next(ImageTag image) {
        long number = numbers.incrementAndGet();
        var digest = new Digest("sha256:%064x".formatted(number));
        newest.put(image, digest);
        return new Push(new UUID(7, number), image, digest, Instant.now());
    }

    /// Empty if it was never pushed.
    Optional<Digest> newest(ImageTag image) {
        return Optional.ofNullable(newest.get(image));
    }
}
