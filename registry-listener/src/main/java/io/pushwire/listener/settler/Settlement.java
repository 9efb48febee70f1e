// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.event.ImageEvent;
import io.pushwire.event.Position;
import io.pushwire.tag.KnownTag;

/// Where the settler's words go. Each method returns when its record is durable, however long that
/// takes; an interrupt ends it.
public interface Settlement {

    /// Puts the registry's word on the log.
    Position publish(ImageEvent.Observed observed) throws InterruptedException;

    /// Records what is known of a tag now.
    void record(KnownTag tag) throws InterruptedException;

    /// Keeps an event that the registry gave no answer to.
    void bury(ImageEvent event, String reason) throws InterruptedException;
}
