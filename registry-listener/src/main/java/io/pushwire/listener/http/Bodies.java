// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// Reads bodies, each up to its limit, and never more at once than the heap can hold.
@Singleton
final class Bodies {

    // Of a heap of 256 MiB. A sender that tells its length reserves only that.
    private static final int MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;

    private final Semaphore bytes = new Semaphore(MOST_BYTES_AT_ONCE);

    /// What came of reading.
    sealed interface Read {

        record Whole(WebhookRequest request) implements Read {}

        record TooLong() implements Read {}

        /// Too many others are being read.
        record Busy() implements Read {}

        /// The sender went away in the middle.
        record Broken() implements Read {}
    }

    /// @param use what is done while the bytes are held
    <T> T with(ServerHttpRequest<?> request, Headers headers, int limit, Function<Read, T> use) {
        OptionalLong told = request.byteBody().expectedLength();
        if (told.orElse(0) > limit) {
            return use.apply(new Read.TooLong());
        }
        int reserved = isPacked(headers) ? limit : (int) told.orElse(limit);
        if (!bytes.tryAcquire(reserved)) {
            return use.apply(new Read.Busy());
        }
        try {
            return use.apply(read(request, headers, limit));
        } finally {
            bytes.release(reserved);
        }
    }

    // The server does not unpack, so that signed bytes are seen as they were sent.
    private static boolean isPacked(Headers headers) {
        String encoding = headers.first("Content-Encoding").orElse("");
        return encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
    }

    private static Read read(ServerHttpRequest<?> request, Headers headers, int limit) {
        try (InputStream sent = request.byteBody().toInputStream();
                InputStream in = isPacked(headers) ? new GZIPInputStream(sent) : sent) {
            byte[] body = in.readNBytes(limit);
            return in.read() < 0
                    ? new Read.Whole(new WebhookRequest(headers, body))
                    : new Read.TooLong();
        } catch (IOException broken) {
            return isTooLong(broken) ? new Read.TooLong() : new Read.Broken();
        }
    }

    /// The server counts too, a little above every dialect's limit.
    private static boolean isTooLong(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContentLengthExceededException) {
                return true;
            }
        }
        return false;
    }
}
