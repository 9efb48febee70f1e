// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.proxy;

import io.pushwire.sandbox.gate.Origin;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Request;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Passes requests on as they came, under the token of the kubeconfig, and answers as they come.
///
/// HTTP/1.1, so that each watch has a connection of its own and none is refused for the number of
/// the others.
public final class Upstream implements Origin, AutoCloseable {
    private static final int CHUNK = 64 << 10;

    /// What belongs to one connection only, and what is sent anew.
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private final ServerAccess access;
    private final HttpClient client;

    public Upstream(ServerAccess access) {
        this.access = access;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        access.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        var response = client.send(passedOn(request), BodyHandlers.ofByteArray());
        return answer(response, response.body());
    }

    @Override
    public void watch(Request request, Exchange exchange) throws IOException, InterruptedException {
        var response = client.send(passedOn(request), BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            if (response.statusCode() != 200) {
                exchange.send(answer(response, body.readAllBytes()));
                return;
            }
            exchange.begin(contentType(response.headers()));
            if (pumped(body, exchange)) {
                exchange.end();
            }
        }
    }

    /// False when the client went first. What has come is passed on at once.
    private static boolean pumped(InputStream body, Exchange exchange)
            throws IOException, InterruptedException {
        var chunk = new byte[CHUNK];
        var length = body.read(chunk);
        while (length >= 0) {
            if (!exchange.write(List.of(Arrays.copyOf(chunk, length)))) {
                return false;
            }
            length = body.read(chunk);
        }
        return true;
    }

    /// A client that hangs up is a client that hung up, for the server behind too.
    @Override
    public boolean endsWithItsClient() {
        return true;
    }

    private HttpRequest passedOn(Request request) {
        var body = request.body().bytes();
        var passed =
                HttpRequest.newBuilder(URI.create(access.server() + request.uri()))
                        .method(
                                request.method(),
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        request.headers()
                .forEach((name, value) -> {
                    if (!HOP_BY_HOP.contains(name)) {
                        passed.header(name, value);
                    }
                });
        if (!access.token().isEmpty()) {
            passed.setHeader("authorization", "Bearer " + access.token());
        }
        return passed.build();
    }

    private static Answer answer(HttpResponse<?> response, byte[] body) {
        return new Answer(
                response.statusCode(),
                contentType(response.headers()),
                headers(response.headers()),
                List.of(body));
    }

    private static String contentType(HttpHeaders headers) {
        return headers.firstValue("content-type").orElse("application/octet-stream");
    }

    private static Map<String, String> headers(HttpHeaders headers) {
        var kept = new HashMap<String, String>();
        headers.map()
                .forEach((name, values) -> {
                    var lower = name.toLowerCase(Locale.ROOT);
                    if (!HOP_BY_HOP.contains(lower) && !lower.equals("content-type")) {
                        kept.put(lower, String.join(", ", values));
                    }
                });
        return kept;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
