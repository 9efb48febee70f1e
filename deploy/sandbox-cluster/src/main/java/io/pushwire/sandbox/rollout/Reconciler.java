// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.rollout;

import jakarta.json.JsonObject;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Brings one object a step nearer to what it asks for.
@FunctionalInterface
interface Reconciler {
    /// Gives the time after which it wants to look again though nothing changed.
    Optional<Duration> reconcile(JsonObject object) throws IOException, InterruptedException;
}
