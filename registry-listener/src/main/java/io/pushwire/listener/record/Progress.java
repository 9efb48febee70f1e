// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.time.Duration;
import java.util.Optional;

/// How far the index is, of what Kafka held when the reading began.
///
/// @param read records until now; deleted ones in between are counted too
/// @param of all there are to be read
/// @param elapsed since the reading began
public record Progress(long read, long of, Duration elapsed) {

    private static final int ALL = 100;
    // Before, the rate says nothing.
    private static final Duration FIRST_ESTIMATE = Duration.ofSeconds(2);

    static final Progress NONE = new Progress(0, 0, Duration.ZERO);

    public long percent() {
        return of == 0 ? 0 : Math.min(ALL, read * ALL / of);
    }

    /// How long it will still take at the rate until now.
    public Optional<Duration> left() {
        if (read == 0 || elapsed.compareTo(FIRST_ESTIMATE) < 0) {
            return Optional.empty();
        }
        double each = (double) elapsed.toMillis() / read;
        return Optional.of(Duration.ofMillis((long) (each * Math.max(0, of - read))));
    }
}
