// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends single requests: in the registry's pace, within the deadline, with bounded answers.
final class Exchange implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final RegistrySettings settings;
    private final Clients clients;
    private final Pace pace;
    private final Clock clock;

    Exchange(RegistrySettings settings, Pace pace, Clock clock) {
        this.settings = settings;
        this.clients = new Clients(settings);
        this.pace = pace;
        this.clock = clock;
    }

    /// An answer, and whether it is that of the address that was asked.
    record Reply(HttpResponse<byte[]> response, boolean redirected) {

        int status() {
            return response.statusCode();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /// Follows redirects, but never with the credentials that were meant for the first address.
    Reply read(HttpRequest request, int mostBytes, Deadline deadline)
            throws NoAnswer, InterruptedException {
        HttpRequest next = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpResponse<byte[]> response = send(next, mostBytes, deadline);
            if (!isRedirect(response.statusCode())) {
                return new Reply(response, redirects > 0);
            }
            next =
                    HttpRequest.newBuilder(
                                    request, (name, _) -> !name.equalsIgnoreCase("Authorization"))
                            .uri(target(next.uri(), response))
                            .build();
        }
        throw NoAnswer.unavailable(
                "Tried to ask " + settings.host() + " but it redirects again and again");
    }

    /// One request, one answer.
    HttpResponse<byte[]> send(HttpRequest request, int mostBytes, Deadline deadline)
            throws NoAnswer, InterruptedException {
        pace.request(deadline);
        HttpRequest ready = request;
        if ("http".equals(request.uri().getScheme())) {
            // Else the client would ask each server whether it would like HTTP/2 in the clear.
            ready =
                    HttpRequest.newBuilder(request, (_, _) -> true)
                            .version(HttpClient.Version.HTTP_1_1)
                            .build();
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
                clients.of(ready.uri())
                        .sendAsync(
                                ready,
                                BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
        HttpResponse<byte[]> response = await(sent, ready.uri(), deadline);
        if (response.statusCode() == 429) {
            String header = response.headers().firstValue("Retry-After").orElse("");
            var pause = RetryAfter.parse(header, clock.instant());
            pace.closeFor(pause);
            throw NoAnswer.tooManyRequests(pause);
        }
        return response;
    }

    @Override
    public void close() {
        clients.close();
    }

    private static HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> sent, URI uri, Deadline deadline)
            throws NoAnswer, InterruptedException {
        try {
            return sent.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            sent.cancel(true);
            throw NoAnswer.unavailable(
                    "Tried to ask %s but it did not answer within %s"
                            .formatted(uri.getAuthority(), deadline.whole()));
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String message = cause.getMessage();
            throw NoAnswer.unavailable(
                    "Tried to ask %s but %s"
                            .formatted(
                                    uri.getAuthority(),
                                    message == null ? cause.getClass().getSimpleName() : message));
        } catch (InterruptedException stopping) {
            sent.cancel(true);
            throw stopping;
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private URI target(URI from, HttpResponse<byte[]> response) throws NoAnswer {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI to = from.resolve(location);
            boolean secure = "https".equals(to.getScheme()) && to.getHost() != null;
            boolean home = settings.isPlain() && (to + "/").startsWith(settings.baseUri() + "/");
            if (!location.isEmpty() && (secure || home)) {
                return to;
            }
        } catch (IllegalArgumentException unreadable) {
            // Refused below, like every other address that it must not send us to.
        }
        throw NoAnswer.unavailable(
                "Tried to ask %s but it redirects to what is not https"
                        .formatted(from.getAuthority()));
    }
}
