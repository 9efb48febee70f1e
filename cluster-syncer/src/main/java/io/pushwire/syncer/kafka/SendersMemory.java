// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kafka;

import io.pushwire.event.Doubt;
import io.pushwire.event.ImageEvent;
import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What each source said last about when something happened to a tag, to notice a retry that comes
/// late. It knows the events of a partition that were read since it was assigned, of at most ten
/// thousand tags: what it does not notice is rolled, and rolled back by the registry's word a
/// moment later.
final class SendersMemory {

    private static final int MOST_TAGS = 10_000;

    private final Map<Sender, Instant> newest =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sender, Instant> eldest) {
                    return size() > MOST_TAGS;
                }
            };

    /// Asked once per event, in the order of the log for each tag; asked again for the same event
    /// it says the same.
    synchronized boolean doubts(ImageEvent event) {
        var sender = new Sender(event.announcement().origin().source(), event.image());
        boolean doubtful = Doubt.about(event, Optional.ofNullable(newest.get(sender)));
        event.announcement()
                .occurredAt()
                .ifPresent(at -> newest.merge(sender, at, (a, b) -> a.isAfter(b) ? a : b));
        return doubtful;
    }

    private record Sender(String source, ImageTag image) {}
}
