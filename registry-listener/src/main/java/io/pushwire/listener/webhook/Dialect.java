// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

/// One registry's way of saying that a tag moved. Each is one small final class.
public interface Dialect {

    /// As it stands in `pushwire.sources.<name>.dialect` and in the origin of each event.
    String name();

    /// The longest body in bytes that this registry can mean seriously. A refused one blocks the
    /// queue of some registries for ever, so this is far above what they send.
    int longestBody();

    /// Pure, and total: whatever the bytes are, the answer is a value.
    Reading read(WebhookRequest request);
}
