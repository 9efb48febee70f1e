// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.ResourceTypes;
import io.pushwire.sandbox.store.Store;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// What all verbs work on.
///
/// @param bookmarkNanos how long a watch that asked for bookmarks may be silent
public record Cluster(
        ResourceTypes types, Store store, Pages pages, Clock clock, long bookmarkNanos) {
    /// As `creationTimestamp` and its like are written: whole seconds.
    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Every older resource version and every begun list is too old from now on, as after a
    /// compaction.
    public void forgetHistory() {
        store.forgetHistory();
        pages.forget();
    }
}
