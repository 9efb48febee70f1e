// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

import java.nio.charset.StandardCharsets;

/// The bytes that a client sent.
public final class Body {
    private final byte[] bytes;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Shared: nobody writes into it.
    public byte[] bytes() {
        return bytes;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
