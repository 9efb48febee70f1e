// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.Optional;

/// One registry's way of saying that a tag moved. Each is one small final class.
public interface Dialect {

    /// As it stands in `pushwire.sources.<name>.dialect` and in the origin of each event.
    String name();

    /// The longest body in bytes that this registry can mean seriously. A refused one blocks the
    /// queue of some registries for ever, so this is far above what they send.
    default int longestBody() {
        return 1024 * 1024;
    }

    /// Whether a person or a CI job reads the answer, and should be told by a 4xx what to change.
    /// To a registry a 4xx only means "again".
    default boolean answersPeople() {
        return false;
    }

    /// Whether the sender asks by OPTIONS, before it sends anything, if it may.
    /// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection
    default boolean asksFirst() {
        return false;
    }

    /// The body as it may be kept for people to look at, or empty if none of it may be.
    default Optional<byte[]> redact(WebhookRequest request) {
        return Optional.of(request.head(request.length()));
    }

    /// Pure, and total: whatever the bytes are, the answer is a value.
    Reading read(WebhookRequest request);
}
