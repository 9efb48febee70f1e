// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;

import java.time.Instant;
import java.util.Optional;

/// What a payload says about one tag, before anybody asked whether its source may say so. The
/// registry is missing on purpose: its name comes from the configured source.
public sealed interface Statement {

    Subject subject();

    /// The tag now points at this digest.
    record Pushed(Subject subject, Digest digest, Optional<String> mediaType)
            implements Statement {}

    /// The tag moved; the sender does not say where to.
    record Announced(Subject subject) implements Statement {}

    /// The tag is gone.
    record Deleted(Subject subject) implements Statement {}

    /// Which tag, and what the sender tells about the telling.
    ///
    /// @param occurredAt the sender's clock
    /// @param senderEventId the same in all retries, where a registry has one
    /// @param actor who pushed
    /// @param instance which process of the registry spoke
    /// @param statedHost the registry's public name, where the payload has one: it never becomes
    ///   part of an event, but must be one of the source's names
    record Subject(
            String repository,
            String tag,
            Optional<Instant> occurredAt,
            Optional<String> senderEventId,
            Optional<String> actor,
            Optional<String> instance,
            Optional<String> statedHost) {

        public Subject {
            if (!ImageTag.isRepository(repository) || !ImageTag.isTag(tag)) {
                throw new IllegalArgumentException(
                        "not a tag of a repository: \"" + repository + ":" + tag + "\"");
            }
        }

        @Override
        public String toString() {
            return repository + ":" + tag;
        }
    }
}
