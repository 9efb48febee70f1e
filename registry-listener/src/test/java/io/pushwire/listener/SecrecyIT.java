// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where a credential must never turn up.
final class SecrecyIT {

    private static final List<String> SENDERS =
            List.of("team", "basic", "bearer", "sha256", "path", "oidc");
    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("user:s3cr3t-basic".getBytes(StandardCharsets.UTF_8));
    // Every one of ours and of those that a sender makes up starts like this.
    private static final List<String> SECRETS = List.of("s3cr3t", BASIC.substring(6));
    private static final String PUSH = Envelopes.of(Envelopes.push("secrecy/web", "2"));

    private final Issuer issuer = new Issuer();
    private final String token = issuer.token();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void noCredentialReachesLogsDeadLettersAnswersOrMetrics() {
        var lines = new Lines();
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var ours = (Logger) LoggerFactory.getLogger("io.pushwire");
        ours.setLevel(Level.TRACE);
        root.addAppender(lines);
        lines.start();
        try {
            nothingInAnswersAndDeadLetters();
        } finally {
            root.detachAppender(lines);
            ours.setLevel(null);
        }
        assertThat(lines.seen).anyMatch(line -> line.contains("accepted"));
        nothingIn(String.join("\n", lines.seen));
    }

    private void nothingInAnswersAndDeadLetters() {
        try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), senders());
                var log = new Log(EmbeddedKafka.bootstrapServers())) {
            listener.awaitReadiness();
            listener.post("team", Envelopes.of(Envelopes.push("secrecy/web", "1")));
            var answers = new StringBuilder();
            for (String sender : SENDERS) {
                for (String body : List.of("nonsense", PUSH)) {
                    answers.append(genuine(listener, sender, body).body());
                }
                answers.append(guessed(listener, sender).body());
            }
            answers.append(listener.get("/hooks/path/s3cr3t-in-path").body());
            answers.append(listener.get("/hooks/path/s3cr3t-in-path").headers());

            for (String sender : SENDERS) {
                var letter = log.deadLetters(sender).getLast();
                assertThat(Log.json(letter.value()).get("headers").properties())
                        .extracting(Map.Entry::getKey)
                        .doesNotContain("authorization", "cookie", "x-hub-signature-256");
                nothingIn(Log.text(letter.value()) + letter.headers());
            }
            nothingIn(answers + listener.get("/prometheus").body());
            assertThat(listener.get("/prometheus").body())
                    .contains("uri=\"/hooks/{source}/{secret}\"");
        }
    }

    private HttpResponse<String> genuine(TestListener listener, String sender, String body) {
        var request =
                HttpRequest.newBuilder(
                                listener.uri(
                                        sender.equals("path")
                                                ? "/hooks/path/s3cr3t-in-path"
                                                : "/hooks/" + sender))
                        .header("Cookie", "s3cr3t-cookie")
                        .POST(BodyPublishers.ofString(body));
        switch (sender) {
            case "team" -> request.header("Authorization", TestListener.SECRET);
            case "basic" -> request.header("Authorization", BASIC);
            case "bearer" -> request.header("Authorization", "Bearer s3cr3t-bearer");
            case "sha256" -> request.header("X-Hub-Signature-256", "sha256=" + sha256(body));
            case "oidc" -> request.header("Authorization", "Bearer " + token);
            default -> {}
        }
        var answer = listener.send(request);
        assertThat(answer.statusCode()).as(sender).isBetween(200, 202);
        return answer;
    }

    private static HttpResponse<String> guessed(TestListener listener, String sender) {
        String path = sender.equals("path") ? "path/s3cr3t-guess" : sender;
        var answer =
                listener.send(
                        HttpRequest.newBuilder(listener.uri("/hooks/" + path))
                                .header("Authorization", "Bearer s3cr3t-guess")
                                .header("X-Hub-Signature-256", "s3cr3t-guess")
                                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).as(sender).isEqualTo(401);
        return answer;
    }

    private Map<String, Object> senders() {
        var settings =
                new HashMap<String, Object>(
                        Map.of(
                                AnySender.PROPERTY,
                                "true",
                                "pushwire.sources.basic.auth.basic.username",
                                "user",
                                "pushwire.sources.basic.auth.basic.password",
                                "s3cr3t-basic",
                                "pushwire.sources.bearer.auth.bearer.token",
                                "s3cr3t-bearer",
                                "pushwire.sources.sha256.auth.hmac-sha256.secret",
                                "s3cr3t-key",
                                "pushwire.sources.path.auth.path.secret",
                                "s3cr3t-in-path",
                                "pushwire.sources.oidc.auth.oidc.issuer",
                                Issuer.NAME,
                                "pushwire.sources.oidc.auth.oidc.audience",
                                Issuer.AUDIENCE,
                                "pushwire.sources.oidc.auth.oidc.email",
                                Issuer.EMAIL,
                                "pushwire.sources.oidc.auth.oidc.jwks-uri",
                                issuer.keys().toString()));
        Map.of(
                        "basic",
                        "zot",
                        "bearer",
                        "zot",
                        "sha256",
                        "ghcr",
                        "path",
                        "quay",
                        "oidc",
                        "google-artifact-registry")
                .forEach((name, dialect) -> {
                    settings.put("pushwire.sources." + name + ".dialect", dialect);
                    settings.put("pushwire.sources." + name + ".registry", "registry.example");
                    settings.put("pushwire.sources." + name + ".confirm", "after");
                });
        return settings;
    }

    private static String sha256(String body) {
        return AuthenticityIT.hmac(
                "HmacSHA256", "s3cr3t-key", body.getBytes(StandardCharsets.UTF_8));
    }

    private void nothingIn(String text) {
        SECRETS.forEach(secret -> assertThat(text).doesNotContain(secret));
        assertThat(text).doesNotContain(token, sha256("nonsense"), sha256(PUSH));
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
        }
    }
}
