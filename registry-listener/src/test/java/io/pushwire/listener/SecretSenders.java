// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static java.util.Map.entry;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A source for each dialect and each credential that it can have, all with secrets of their own.
final class SecretSenders {

    /// As the README has it.
    static final Map<String, List<String>> KINDS =
            Map.ofEntries(
                    entry("distribution", List.of("header", "basic", "bearer", "path")),
                    entry("gitlab", List.of("header", "basic", "bearer", "path")),
                    entry("harbor", List.of("header", "basic", "bearer", "path")),
                    entry("zot", List.of("header", "basic", "bearer", "path")),
                    entry("acr", List.of("header", "basic", "bearer", "path")),
                    entry("ecr", List.of("header", "basic", "bearer", "path")),
                    entry("acr-event-grid", List.of("header", "basic", "bearer", "path")),
                    entry("docker-hub", List.of("path")),
                    entry("quay", List.of("path")),
                    entry("ghcr", List.of("hmac-sha256", "path")),
                    entry("google-artifact-registry", List.of("oidc", "path")),
                    entry(
                            "artifactory",
                            List.of("header", "basic", "bearer", "hmac-sha256", "path")),
                    entry("nexus", List.of("hmac-sha1", "path")),
                    entry("gitea", List.of("header", "basic", "bearer", "hmac-sha256", "path")),
                    entry("forgejo", List.of("header", "basic", "bearer", "hmac-sha256", "path")),
                    entry(
                            "cdevents",
                            List.of(
                                    "header",
                                    "basic",
                                    "bearer",
                                    "hmac-sha256",
                                    "hmac-sha1",
                                    "path",
                                    "oidc")),
                    entry(
                            "generic",
                            List.of(
                                    "header",
                                    "basic",
                                    "bearer",
                                    "hmac-sha256",
                                    "hmac-sha1",
                                    "path",
                                    "oidc")));

    private final Canaries canaries;
    private final Issuer issuer;
    private final List<Sender> all = new ArrayList<>();

    /// @param secret as the configuration has it
    /// @param limited whether nothing that it says is allowed
    record Sender(String name, String dialect, String kind, String secret, boolean limited) {}

    SecretSenders(Canaries canaries, Issuer issuer) {
        this.canaries = canaries;
        this.issuer = issuer;
        KINDS.forEach((dialect, kinds) -> {
            for (String kind : kinds) {
                add(dialect, kind, false);
                add(dialect, kind, true);
            }
        });
    }

    private void add(String dialect, String kind, boolean limited) {
        String name = "secret-" + dialect + "-" + kind + (limited ? "-limited" : "");
        String what = kind + " of " + name;
        String secret =
                kind.equals("oidc")
                        ? canaries.known(what, issuer.token())
                        : canaries.next(what, kind.equals("path") ? "-._~" : "+/=");
        if (kind.equals("oidc")) {
            canaries.known(what, secret.substring(secret.lastIndexOf('.') + 1));
        }
        all.add(new Sender(name, dialect, kind, secret, limited));
    }

    List<Sender> all() {
        return List.copyOf(all);
    }

    /// @param hosts that a dialect's samples name
    Map<String, Object> settings(Function<String, List<String>> hosts) {
        var settings = new HashMap<String, Object>();
        for (Sender sender : all) {
            String at = "pushwire.sources." + sender.name() + ".";
            settings.put(at + "aliases", hosts.apply(sender.dialect()));
            settings.put(at + "dialect", sender.dialect());
            settings.put(at + "registry", "registry.example");
            settings.put(at + "confirm", "after");
            settings.put(at + "look-up.enabled", "false");
            if (sender.limited()) {
                settings.put(at + "repositories", List.of("nobody/has/this"));
            }
            credential(sender).forEach((key, value) -> settings.put(at + "auth." + key, value));
        }
        return settings;
    }

    private Map<String, Object> credential(Sender sender) {
        String secret = sender.secret();
        return switch (sender.kind()) {
            case "header" -> Map.of("header.name", "X-Canary", "header.value", secret);
            case "basic" -> Map.of("basic.username", "user", "basic.password", secret);
            case "bearer" -> Map.of("bearer.token", secret);
            case "hmac-sha256" ->
                    Map.of(
                            "hmac-sha256.secret",
                            secret,
                            "hmac-sha256.header",
                            "X-Hub-Signature-256");
            case "hmac-sha1" -> Map.of("hmac-sha1.secret", secret);
            case "path" -> Map.of("path.secret", secret);
            case "oidc" ->
                    Map.of(
                            "oidc.issuer",
                            Issuer.NAME,
                            "oidc.audience",
                            Issuer.AUDIENCE,
                            "oidc.email",
                            Issuer.EMAIL,
                            "oidc.jwks-uri",
                            issuer.keys().toString());
            default -> throw new AssertionError(sender.kind());
        };
    }

    /// As its registry would send it.
    HttpRequest.Builder genuine(TestListener listener, Sender sender, String body) {
        return sent(listener, sender, sender.secret(), body);
    }

    /// With a secret that is wrong, and secret all the same.
    HttpRequest.Builder guessed(TestListener listener, Sender sender, String body) {
        String alphabet = sender.kind().equals("path") ? "-._~" : "+/=";
        return sent(listener, sender, canaries.next("guess", alphabet), body);
    }

    private HttpRequest.Builder sent(
            TestListener listener, Sender sender, String secret, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String path = sender.kind().equals("path") ? "/" + secret : "";
        var request =
                HttpRequest.newBuilder(listener.uri("/hooks/" + sender.name() + path))
                        .POST(BodyPublishers.ofByteArray(bytes));
        switch (sender.kind()) {
            case "header" -> request.header("X-Canary", secret);
            case "basic" -> request.header("Authorization", basic(secret));
            case "bearer", "oidc" -> request.header("Authorization", "Bearer " + secret);
            case "hmac-sha256" ->
                    request.header(
                            "X-Hub-Signature-256",
                            canaries.plain(
                                    "a signature",
                                    AuthenticityIT.hmac("HmacSHA256", secret, bytes)));
            case "hmac-sha1" ->
                    request.header(
                            "X-Nexus-Webhook-Signature",
                            canaries.plain(
                                    "a signature", AuthenticityIT.hmac("HmacSHA1", secret, bytes)));
            default -> {}
        }
        return request;
    }

    private String basic(String password) {
        String encoded =
                Base64.getEncoder()
                        .encodeToString(("user:" + password).getBytes(StandardCharsets.UTF_8));
        return "Basic " + canaries.known("a basic credential", encoded);
    }
}
