// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Requests for tests.
public final class Requests {

    private Requests() {}

    public static WebhookRequest of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    public static WebhookRequest of(byte[] body) {
        return new WebhookRequest(
                new Headers(
                        Map.of(
                                "User-Agent", List.of("Go-http-client/1.1"),
                                "Authorization", List.of("Bearer secret"),
                                "Cookie", List.of("session=secret"),
                                "X-Unknown", List.of("secret"))),
                body);
    }
}
