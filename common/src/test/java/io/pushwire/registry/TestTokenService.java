// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.pushwire.testing.TestCertificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A token service as Docker's own: RS256, `x5c`, one user.
public final class TestTokenService implements AutoCloseable {

    public static final String SERVICE = "test registry";
    private static final String USER =
            "Basic " + base64("ci:s3cret".getBytes(StandardCharsets.UTF_8));

    private final TestCertificate certificate;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public TestTokenService(TestCertificate certificate) {
        this.certificate = certificate;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::answer);
        server.start();
    }

    public URI realm() {
        return URI.create("http://" + authority() + "/token");
    }

    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// The queries of all requests.
    public List<String> asked() {
        return asked;
    }

    /// A token for pushing what the tests then look up.
    public String pushToken(String repository) {
        return token(repository, "\"pull\",\"push\"");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query =
                URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        asked.add(query);
        boolean known = USER.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String repository = query.replaceAll(".*scope=repository:([^:]+):pull$", "$1");
        byte[] body =
                "{\"token\":\"%s\",\"expires_in\":300}"
                        .formatted(token(repository, "\"pull\""))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, known ? body.length : -1);
        if (known) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String token(String repository, String actions) {
        long now = Instant.now().getEpochSecond();
        try {
            String header =
                    "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}"
                            .formatted(base64(certificate.certificate().getEncoded()));
            String claims =
                    "{\"iss\":\"test\",\"sub\":\"ci\",\"aud\":\"%s\",\"iat\":%d,\"nbf\":%d,\"exp\":%d,\"jti\":\"%s\",\"access\":[{\"type\":\"repository\",\"name\":\"%s\",\"actions\":[%s]}]}"
                            .formatted(
                                    SERVICE,
                                    now,
                                    now - 60,
                                    now + 300,
                                    UUID.randomUUID(),
                                    repository,
                                    actions);
            String signed =
                    url(header.getBytes(StandardCharsets.UTF_8))
                            + "."
                            + url(claims.getBytes(StandardCharsets.UTF_8));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(certificate.keys().getPrivate());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
