// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

import okio.BufferedSource;
import okio.ByteString;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Sends single requests: in the registry's pace, within the deadline, with bounded answers.
final class Exchange implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final RegistrySettings settings;
    private final HttpUrl base;
    private final Clients clients;
    private final Pace pace;
    private final Clock clock;

    Exchange(RegistrySettings settings, Pace pace, Clock clock) {
        this.settings = settings;
        this.base = HttpUrl.get(settings.baseUri());
        this.clients = new Clients(settings);
        this.pace = pace;
        this.clock = clock;
    }

    /// An answer that was read to its end.
    ///
    /// @param redirected whether another address gave it than the one that was asked
    record Reply(int status, Headers headers, ByteString body, boolean redirected) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        List<String> allOf(String name) {
            return headers.values(name);
        }

        private Reply afterRedirect() {
            return new Reply(status, headers, body, true);
        }
    }

    /// The registry itself, for requests to be built upon.
    HttpUrl.Builder at() {
        return base.newBuilder();
    }

    /// Follows redirects, but never with the credentials that were meant for the first address.
    Reply read(Request request, int mostBytes, Deadline deadline)
            throws NoAnswer, InterruptedException {
        Request next = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Reply reply = send(next, mostBytes, deadline);
            if (!isRedirect(reply.status())) {
                return redirects > 0 ? reply.afterRedirect() : reply;
            }
            next =
                    request.newBuilder()
                            .removeHeader("Authorization")
                            .url(target(next.url(), reply))
                            .build();
        }
        throw NoAnswer.unavailable(
                "Tried to ask " + settings.host() + " but it redirects again and again");
    }

    /// One request, one answer.
    Reply send(Request request, int mostBytes, Deadline deadline)
            throws NoAnswer, InterruptedException {
        pace.request(deadline);
        Call call = clients.of(request.url()).newCall(request);
        call.timeout().timeout(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            if (response.code() == 429) {
                String header = Objects.requireNonNullElse(response.header("Retry-After"), "");
                var pause = RetryAfter.parse(header, clock.instant());
                pace.closeFor(pause);
                throw NoAnswer.tooManyRequests(pause);
            }
            return new Reply(response.code(), response.headers(), body(response, mostBytes), false);
        } catch (IOException failed) {
            if (Thread.interrupted()) {
                throw stopping(failed);
            }
            throw noAnswer(authority(request.url()), failed, deadline);
        }
    }

    @Override
    public void close() {
        clients.close();
    }

    private static ByteString body(Response response, int mostBytes) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(mostBytes + 1L)) {
            throw new IOException("it answered more than %d bytes".formatted(mostBytes));
        }
        return source.readByteString();
    }

    private static InterruptedException stopping(IOException failed) {
        var stopping = new InterruptedException();
        stopping.initCause(failed);
        return stopping;
    }

    private static NoAnswer noAnswer(String authority, IOException failed, Deadline deadline) {
        if (failed instanceof InterruptedIOException) {
            return NoAnswer.unavailable(
                    "Tried to ask %s but it did not answer within %s"
                            .formatted(authority, deadline.whole()));
        }
        String message = failed.getMessage();
        return NoAnswer.unavailable(
                "Tried to ask %s but %s"
                        .formatted(
                                authority,
                                message == null ? failed.getClass().getSimpleName() : message));
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private HttpUrl target(HttpUrl from, Reply reply) throws NoAnswer {
        String location = reply.header("Location").orElse("");
        HttpUrl to = location.isEmpty() ? null : from.resolve(location);
        if (to != null && (to.isHttps() || (settings.isPlain() && isHome(to)))) {
            return to;
        }
        throw NoAnswer.unavailable(
                "Tried to ask %s but it redirects to what is not https".formatted(authority(from)));
    }

    private boolean isHome(HttpUrl url) {
        return url.scheme().equals(base.scheme())
                && url.host().equals(base.host())
                && url.port() == base.port();
    }

    /// As in the address: without a port where that is the scheme's own.
    static String authority(HttpUrl url) {
        return url.uri().getAuthority();
    }
}
