// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import java.time.Duration;
import java.util.Optional;

/// Which part of an answer is wanted.
///
/// @param limit how many at most
/// @param newestFirst or oldest first
/// @param after the last one that was answered before
/// @param longest how long the search may take
public record Paging(int limit, boolean newestFirst, Optional<Spot> after, Duration longest) {}
