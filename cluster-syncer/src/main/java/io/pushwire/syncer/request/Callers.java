// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.request;

/// Who calls, and whether that account may ask for a re-check: the cluster itself decides.
public interface Callers {

    /// @param token the bearer token as sent; it is neither kept nor shown anywhere
    Caller of(String token) throws InterruptedException;

    /// What the cluster says of a token. Reasons are sentences and hold no secret.
    sealed interface Caller {

        /// It may ask.
        record Allowed(String name) implements Caller {}

        /// The account is known, and may not.
        record Forbidden(String reason) implements Caller {}

        /// The cluster knows no such token.
        record Unknown(String reason) implements Caller {}

        /// The cluster could not be asked.
        record Unanswered(String reason) implements Caller {}
    }
}
