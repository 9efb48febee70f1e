// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands before a registry and writes down what it is asked.
final class CountingProxy implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("content-length", "transfer-encoding", "connection", "date");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI registry;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private CountingProxy(URI registry) {
        this.registry = registry;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    static CountingProxy to(URI registry) {
        return new CountingProxy(registry);
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Methods and paths, in their order.
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        var request =
                HttpRequest.newBuilder(registry.resolve(path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .method(exchange.getRequestMethod(), BodyPublishers.noBody());
        exchange.getRequestHeaders()
                .getOrDefault("Accept", List.of())
                .forEach(value -> request.header("Accept", value));
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!OF_THE_CONNECTION.contains(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
