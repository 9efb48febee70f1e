// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.level;

import io.pushwire.image.ImageTag;
import io.pushwire.inventory.TagUse;

import java.util.List;

/// Where the inventory is kept.
public interface InventoryLog {

    /// @param partition of the log that the tags' events are in
    /// @param records to be written over their predecessors
    /// @param gone whose records go
    /// @return whether all are durable now; if not, they are given again later
    boolean write(int partition, List<TagUse> records, List<ImageTag> gone)
            throws InterruptedException;
}
