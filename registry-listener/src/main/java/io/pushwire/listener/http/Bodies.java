// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.http.HttpVersion;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// Reads bodies, each up to its limit and within its time, and never more at once than the heap can
/// hold.
@Singleton
final class Bodies {

    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
    private static final int FIRST = 1024;
    private static final Duration AFTER_THE_ANSWER = Duration.ofSeconds(1);

    private final BodyMemory memory;
    private final Deadlines deadlines;
    private final Duration longest;

    Bodies(BodyMemory memory, Deadlines deadlines, HttpConfig config) {
        this.memory = memory;
        this.deadlines = deadlines;
        this.longest = config.bodyTimeout();
    }

    /// What came of reading.
    sealed interface Read {

        record Whole(WebhookRequest request) implements Read {}

        record TooLong() implements Read {}

        /// Too many others are being read.
        record Busy() implements Read {}

        record TooSlow() implements Read {}

        /// The sender went away in the middle.
        record Broken() implements Read {}
    }

    /// @param use what is done while the bytes are held
    <T> T with(ServerHttpRequest<?> request, Headers headers, int limit, Function<Read, T> use) {
        if (request.byteBody().expectedLength().orElse(0) > limit) {
            return use.apply(new Read.TooLong());
        }
        try (var share = memory.share()) {
            return use.apply(read(request, headers, limit, share));
        }
    }

    private Read read(
            ServerHttpRequest<?> request, Headers headers, int limit, BodyMemory.Share share) {
        boolean packed = isPacked(headers);
        long told = request.byteBody().expectedLength().orElse(limit);
        int most = packed ? limit : (int) told;
        InputStream in = request.byteBody().toInputStream();
        Read read = read(in, packed, headers, most, share);
        // A stream of HTTP/2 that is closed now would be reset before its answer.
        if (read instanceof Read.Whole || request.getHttpVersion() != HttpVersion.HTTP_2_0) {
            close(in);
        } else {
            deadlines.later(AFTER_THE_ANSWER, () -> close(in));
        }
        return read;
    }

    private Read read(
            InputStream sent, boolean packed, Headers headers, int most, BodyMemory.Share share) {
        try (var deadline = deadlines.in(longest)) {
            try {
                return read(packed ? new GZIPInputStream(sent) : sent, headers, most, share);
            } catch (IOException broken) {
                if (deadline.hasPassed()) {
                    return new Read.TooSlow();
                }
                return isTooLong(broken) ? new Read.TooLong() : new Read.Broken();
            }
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException broken) {
            LOG.debug("the rest of a body broke off", broken);
        }
    }

    // The server does not unpack, so that signed bytes are seen as they were sent.
    private static boolean isPacked(Headers headers) {
        String encoding = headers.first("Content-Encoding").orElse("");
        return encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
    }

    /// Reserves as bytes come and not as they are announced.
    private static Read read(InputStream in, Headers headers, int most, BodyMemory.Share share)
            throws IOException {
        byte[] body = {};
        int length = 0;
        while (true) {
            if (length < body.length) {
                int read = in.read(body, length, body.length - length);
                if (read < 0) {
                    return whole(headers, body, length);
                }
                length += read;
                continue;
            }
            int next = in.read();
            if (next < 0) {
                return whole(headers, body, length);
            }
            if (length == most) {
                return new Read.TooLong();
            }
            int larger = larger(length, most);
            if (!share.grow(larger)) {
                return new Read.Busy();
            }
            body = Arrays.copyOf(body, larger);
            body[length] = (byte) next;
            length++;
        }
    }

    /// A long body gets all its room in one step: half of it would help nobody.
    private static int larger(int size, int most) {
        return size < BodyMemory.SHORT
                ? Math.min(Math.min(Math.max(FIRST, 4 * size), BodyMemory.SHORT), most)
                : most;
    }

    private static Read whole(Headers headers, byte[] body, int length) {
        return new Read.Whole(
                new WebhookRequest(
                        headers, length == body.length ? body : Arrays.copyOf(body, length)));
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
