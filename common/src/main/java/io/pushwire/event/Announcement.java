// SPDX-License-Identifier: Apache-2.0
package io.pushwire.event;

import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What every event says: of which tag, by whom, when.
///
/// @param id ours, one per event on the log
/// @param image the tag under the registry's own name
/// @param hosts all names of that registry that may stand in a pod's image, its own name first
/// @param occurredAt the sender's clock: for people, never for order
/// @param receivedAt the listener's clock
/// @param origin who said so
public record Announcement(
        String id,
        ImageTag image,
        List<String> hosts,
        Optional<Instant> occurredAt,
        Instant receivedAt,
        Origin origin) {

    public Announcement {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an event needs an id");
        }
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty() || !hosts.getFirst().equals(image.host())) {
            throw new IllegalArgumentException(
                    "the first of the hosts " + hosts + " must be that of " + image);
        }
    }

    /// Every spelling of the tag that a pod may use.
    public List<ImageTag> spellings() {
        return hosts.stream().map(image::at).toList();
    }

    /// Where the fact came from.
    ///
    /// @param source name of the configured sender
    /// @param dialect how it spoke
    /// @param senderEventId its own id, the same in its retries
    /// @param actor who pushed, where the registry told
    /// @param instance which process of the registry spoke
    public record Origin(
            String source,
            String dialect,
            Optional<String> senderEventId,
            Optional<String> actor,
            Optional<String> instance) {}
}
