// SPDX-License-Identifier: Apache-2.0
package io.pushwire.tag;

import java.time.Instant;

/// Up to where a partition of the log is settled.
///
/// @param log id of the topic
/// @param partition of the log, and of `pushwire.tags`
/// @param next the first offset that may not be settled yet
/// @param updatedAt when this was so
public record Watermark(String log, int partition, long next, Instant updatedAt)
        implements TagsRecord {}
