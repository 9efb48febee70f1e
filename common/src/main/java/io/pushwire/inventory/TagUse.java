// SPDX-License-Identifier: Apache-2.0
package io.pushwire.inventory;

import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.List;

/// The workloads of a cluster that follow one tag.
///
/// @param image the tag under its registry's own name where an event has told it; else as the
///   workloads spell it
/// @param workloads each once, never empty: a tag that nobody uses has no record
/// @param updatedAt when this was so
public record TagUse(ImageTag image, List<Use> workloads, Instant updatedAt)
        implements InventoryRecord {

    public TagUse {
        workloads = List.copyOf(workloads);
    }
}
