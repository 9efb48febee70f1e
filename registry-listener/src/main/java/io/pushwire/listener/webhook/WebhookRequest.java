// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// What a sender sent, after its credential was found good: the body as the exact bytes, because
/// signatures are over these.
public final class WebhookRequest {

    private final Headers headers;
    private final byte[] body;

    /// @param body handed over, not copied: the caller must not touch it again
    public WebhookRequest(Headers headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    public Headers headers() {
        return headers;
    }

    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    public int length() {
        return body.length;
    }

    /// The first bytes of the body.
    public byte[] head(int atMost) {
        return Arrays.copyOf(body, Math.min(atMost, body.length));
    }

    /// In hexadecimal digits.
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + headers + ", " + body.length + " bytes]";
    }
}
