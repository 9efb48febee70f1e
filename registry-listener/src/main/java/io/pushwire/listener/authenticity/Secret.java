// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A shared secret that cannot be printed by accident.
public final class Secret {

    private final byte[] value;

    /// @param text surrounding white space is no part of it: files end in a line feed, and HTTP
    ///   drops it from header values
    /// @throws IllegalArgumentException if nothing is left
    public Secret(String text) {
        value = text.strip().getBytes(StandardCharsets.UTF_8);
        if (value.length == 0) {
            throw new IllegalArgumentException("is empty");
        }
    }

    /// Takes the same time wherever the first difference is.
    boolean matches(byte[] claimed) {
        return MessageDigest.isEqual(claimed, value);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
