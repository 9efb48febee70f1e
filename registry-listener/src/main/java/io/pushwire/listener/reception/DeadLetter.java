// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.listener.source.Source;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A request that was answered 2xx although nothing, or not all, could be made of it: a registry
/// would send it for ever.
///
/// @param id one per letter
/// @param reason a sentence for people
/// @param headers only those that cannot be secret
/// @param body of the request
/// @param receivedAt our clock
public record DeadLetter(
        String id,
        String reason,
        String source,
        String dialect,
        Map<String, String> headers,
        Body body,
        Instant receivedAt) {

    // A list of what may be kept, so that a credential in a header nobody thought of is left out.
    private static final List<String> KEPT_HEADERS =
            List.of("content-type", "content-encoding", "content-length", "user-agent", "date");
    // Without these a dialect would read a letter otherwise than the request.
    private static final List<String> READ_BY_DIALECTS =
            List.of(
                    "ce-id",
                    "ce-time",
                    "ce-type",
                    "x-forgejo-delivery",
                    "x-forgejo-event",
                    "x-gitea-delivery",
                    "x-gitea-event",
                    "x-github-delivery",
                    "x-github-event",
                    "x-goog-pubsub-message-id",
                    "x-goog-pubsub-publish-time",
                    "x-nexus-webhook-delivery",
                    "x-nexus-webhook-id");
    private static final int LONGEST_KEPT_BODY = 256 * 1024;

    /// @param kept what of the body may be kept; empty for none of it
    static DeadLetter of(
            String id,
            String reason,
            Source source,
            WebhookRequest request,
            Optional<byte[]> kept,
            Instant receivedAt) {
        return new DeadLetter(
                id,
                reason,
                source.name(),
                source.dialect(),
                kept(request.headers()),
                Body.of(request, kept),
                receivedAt);
    }

    private static Map<String, String> kept(Headers headers) {
        var kept = new TreeMap<String, String>();
        Stream.concat(KEPT_HEADERS.stream(), READ_BY_DIALECTS.stream())
                .forEach(name -> headers.first(name).ifPresent(value -> kept.put(name, value)));
        return kept;
    }

    /// The request once more, for a dialect to read; empty if not all of its body was kept. It was
    /// genuine: letters are written only after its credential was checked.
    public Optional<WebhookRequest> request() {
        if (body.truncated()) {
            return Optional.empty();
        }
        var fields = new TreeMap<String, List<String>>();
        headers.forEach((name, value) -> fields.put(name, List.of(value)));
        return Optional.of(new WebhookRequest(new Headers(fields), body.kept()));
    }

    /// @param base64 of the first 256 KiB, without tokens where the dialect knows of some
    /// @param truncated whether there was more: then it cannot be sent through again
    /// @param length of the whole body in bytes, as it was sent
    /// @param sha256 of the whole body, as it was sent
    public record Body(String base64, boolean truncated, int length, String sha256) {

        /// Of a question of ours, which is small.
        public static Body of(byte[] question) {
            return of(new WebhookRequest(new Headers(Map.of()), question), Optional.of(question));
        }

        /// The bytes that were kept.
        public byte[] kept() {
            return Base64.getDecoder().decode(base64);
        }

        static Body of(WebhookRequest request, Optional<byte[]> kept) {
            byte[] body = kept.orElseGet(() -> new byte[0]);
            int length = Math.min(body.length, LONGEST_KEPT_BODY);
            return new Body(
                    Base64.getEncoder().encodeToString(Arrays.copyOf(body, length)),
                    body.length > length || kept.isEmpty(),
                    request.length(),
                    request.sha256());
        }
    }
}
