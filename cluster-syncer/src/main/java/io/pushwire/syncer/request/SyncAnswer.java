// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.request;

import io.pushwire.control.RecheckRequest;

import java.util.List;

/// What is answered to who asks for a re-check. Sentences hold no secret.
public sealed interface SyncAnswer {

    /// The listener will hear of it whatever happens.
    record Accepted(List<RecheckRequest> requests) implements SyncAnswer {

        public Accepted {
            requests = List.copyOf(requests);
        }
    }

    /// No token, or none that the cluster knows.
    record Unauthorized(String reason) implements SyncAnswer {}

    /// An account that may not.
    record Forbidden(String reason) implements SyncAnswer {}

    /// What is asked for cannot be meant.
    record Refused(String reason) implements SyncAnswer {}

    /// The cluster or Kafka is away: it may be tried again.
    record Unavailable(String reason) implements SyncAnswer {}
}
