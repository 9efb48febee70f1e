// SPDX-License-Identifier: Apache-2.0
package io.pushwire.inventory;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;
import io.pushwire.outcome.OutcomeKind;

import java.time.Instant;
import java.util.Optional;

/// Why a workload is not where the newest word about its tag wants it to be, although that may
/// still come.
///
/// @param kind as in the outcome that said so
/// @param digest where it would go
/// @param position of the event that is not carried out
/// @param eventId the event's id
/// @param since when that was said
/// @param detail the outcome's sentence
public record Owed(
        OutcomeKind kind,
        Optional<Digest> digest,
        Position position,
        String eventId,
        Instant since,
        String detail) {}
