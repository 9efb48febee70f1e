// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import io.pushwire.image.Digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What came of a look-up. Reasons are for people and hold no secret.
public sealed interface Looked {

    /// It is there.
    ///
    /// @param mediaType of the manifest, as the registry calls it; may be empty
    /// @param asked just before the question was sent: the registry said so at this moment or later
    record Found(Digest digest, String mediaType, Instant asked) implements Looked {}

    /// The registry answered that it has no such tag, digest or repository.
    record NotFound(String reason) implements Looked {}

    /// Credentials are missing or refused, or the registry sends to a token service that is not
    /// allowed: trying again helps only after somebody changed something.
    record NotAllowed(String reason) implements Looked {}

    /// The registry wants to be left alone; until then it is not asked again.
    record TooManyRequests(Duration retryAfter) implements Looked {}

    /// Away, slow or broken: worth another try later.
    record Unavailable(String reason) implements Looked {}

    /// No registry of this name is configured. No connection was made.
    record NotConfigured(String host) implements Looked {}

    /// Why there is no digest, for people; empty if there is one.
    static Optional<String> reason(Looked looked) {
        return switch (looked) {
            case Found _ -> Optional.empty();
            case NotFound(String reason) -> Optional.of(reason);
            case NotAllowed(String reason) -> Optional.of(reason);
            case Unavailable(String reason) -> Optional.of(reason);
            case TooManyRequests(Duration pause) ->
                    Optional.of(
                            "the registry wants to be left alone for %d s"
                                    .formatted(Math.max(1, pause.toSeconds())));
            case NotConfigured(String host) ->
                    Optional.of("no registry " + host + " is configured");
        };
    }
}
