// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Every kind of credential over HTTP, with two sources of each: nobody's secret opens another's
/// hook.
@TestInstance(Lifecycle.PER_CLASS)
final class AuthenticityIT {

    private static final String GOOD = Envelopes.of(Envelopes.push("authenticity/web", "1"));
    private static final String SIGNED_BY_NOBODY = "sha256=" + "00".repeat(32);

    private final Issuer issuer = new Issuer();
    private TestListener listener;

    @BeforeAll
    void start() {
        var settings = new HashMap<String, Object>(Map.of(AnySender.PROPERTY, "true"));
        for (String owner : List.of("a", "b")) {
            sender(settings, "basic-" + owner, "zot", "basic.username", "user");
            sender(settings, "basic-" + owner, "zot", "basic.password", "basic-of-" + owner);
            sender(settings, "bearer-" + owner, "zot", "bearer.token", "bearer-of-" + owner);
            sender(settings, "sha256-" + owner, "ghcr", "hmac-sha256.secret", "sha256-of-" + owner);
            sender(settings, "sha1-" + owner, "nexus", "hmac-sha1.secret", "sha1-of-" + owner);
            sender(settings, "path-" + owner, "quay", "path.secret", "path-of-" + owner);
            String email = owner + "@project.example";
            sender(
                    settings,
                    "oidc-" + owner,
                    "google-artifact-registry",
                    "oidc.issuer",
                    Issuer.NAME);
            sender(
                    settings,
                    "oidc-" + owner,
                    "google-artifact-registry",
                    "oidc.audience",
                    Issuer.AUDIENCE);
            sender(settings, "oidc-" + owner, "google-artifact-registry", "oidc.email", email);
            sender(
                    settings,
                    "oidc-" + owner,
                    "google-artifact-registry",
                    "oidc.jwks-uri",
                    issuer.keys().toString());
        }
        listener = TestListener.start(EmbeddedKafka.bootstrapServers(), settings);
        listener.awaitReadiness();
    }

    @AfterAll
    void stop() {
        listener.close();
        issuer.close();
    }

    @Test
    void basicOpensItsOwnHookOnly() {
        assertThat(post("basic-b", "Authorization", "Basic dXNlcjpiYXNpYy1vZi1i")).isEqualTo(202);
        assertThat(post("basic-a", "Authorization", "Basic dXNlcjpiYXNpYy1vZi1i")).isEqualTo(401);
    }

    @Test
    void bearerOpensItsOwnHookOnly() {
        assertThat(post("bearer-b", "Authorization", "Bearer bearer-of-b")).isEqualTo(202);
        assertThat(post("bearer-a", "Authorization", "Bearer bearer-of-b")).isEqualTo(401);
    }

    @Test
    void aSignatureOpensItsOwnHookOnly() {
        String sha256 = "sha256=" + hmac("HmacSHA256", "sha256-of-b", bytes(GOOD));
        String sha1 = hmac("HmacSHA1", "sha1-of-b", bytes(GOOD));

        assertThat(post("sha256-b", "X-Hub-Signature-256", sha256)).isEqualTo(202);
        assertThat(post("sha256-a", "X-Hub-Signature-256", sha256)).isEqualTo(401);
        assertThat(post("sha1-b", "X-Nexus-Webhook-Signature", sha1)).isEqualTo(202);
        assertThat(post("sha1-a", "X-Nexus-Webhook-Signature", sha1)).isEqualTo(401);
    }

    @Test
    void aPathOpensItsOwnHookOnly() {
        assertThat(post("path-b/path-of-b", "X-Any", "x")).isEqualTo(202);
        assertThat(post("path-a/path-of-b", "X-Any", "x")).isEqualTo(401);
        assertThat(post("path-b", "X-Any", "x")).isEqualTo(401);
        assertThat(post("bearer-b/path-of-b", "Authorization", "Bearer bearer-of-b"))
                .isEqualTo(401);
        assertThat(post("nobody/path-of-b", "X-Any", "x")).isEqualTo(404);
    }

    @Test
    void aTokenOpensItsOwnHookOnly() {
        String token = issuer.token(Issuer.claims().claim("email", "b@project.example").build());

        assertThat(post("oidc-b", "Authorization", "Bearer " + token)).isEqualTo(202);
        assertThat(post("oidc-a", "Authorization", "Bearer " + token)).isEqualTo(401);
    }

    @Test
    void onlyAWellFormedSignatureMakesUsReadTheBody() throws IOException {
        assertThat(head("sha256-a", "X-Hub-Signature-256: nonsense")).startsWith("HTTP/1.1 401");
        assertThat(head("sha256-a", "X-Hub-Signature-256: " + SIGNED_BY_NOBODY))
                .startsWith("HTTP/1.1 100");
    }

    @Test
    void aWrongSignatureIsRefusedAndNothingIsKept() {
        assertThat(post("sha256-a", "X-Hub-Signature-256", SIGNED_BY_NOBODY)).isEqualTo(401);
        try (var log = new Log(EmbeddedKafka.bootstrapServers())) {
            assertThat(log.deadLetters("sha256-a")).isEmpty();
        }
    }

    @Test
    void whatIsSignedMustNotBePackedAndWhatIsNotMay() throws IOException {
        byte[] packed = packed(bytes(GOOD));
        String ofPacked = "sha256=" + hmac("HmacSHA256", "sha256-of-a", packed);
        String ofUnpacked = "sha256=" + hmac("HmacSHA256", "sha256-of-a", bytes(GOOD));

        for (String signature : List.of(ofPacked, ofUnpacked)) {
            var answer =
                    listener.send(
                            request("sha256-a", "X-Hub-Signature-256", signature)
                                    .header("Content-Encoding", "gzip")
                                    .POST(BodyPublishers.ofByteArray(packed)));
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("without Content-Encoding");
        }
        assertThat(
                        listener.send(
                                        request("bearer-a", "Authorization", "Bearer bearer-of-a")
                                                .header("Content-Encoding", "gzip")
                                                .POST(BodyPublishers.ofByteArray(packed)))
                                .statusCode())
                .isEqualTo(202);
    }

    private int post(String path, String header, String value) {
        return listener.send(request(path, header, value).POST(BodyPublishers.ofString(GOOD)))
                .statusCode();
    }

    private HttpRequest.Builder request(String path, String header, String value) {
        return HttpRequest.newBuilder(listener.uri("/hooks/" + path)).header(header, value);
    }

    private String head(String source, String header) throws IOException {
        return RawHttp.firstLine(
                listener.port(),
                """
                POST /hooks/%s HTTP/1.1\r
                Host: listener\r
                %s\r
                Expect: 100-continue\r
                Content-Length: 10\r
                \r
                """
                        .formatted(source, header));
    }

    private static void sender(
            Map<String, Object> settings, String source, String dialect, String key, String value) {
        settings.putAll(
                Map.of(
                        "pushwire.sources." + source + ".dialect",
                        dialect,
                        "pushwire.sources." + source + ".registry",
                        "registry.example",
                        "pushwire.sources." + source + ".confirm",
                        "after",
                        "pushwire.sources." + source + ".auth." + key,
                        value));
    }

    static String hmac(String algorithm, String key, byte[] body) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(bytes(key), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] packed(byte[] body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
