// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// The hook as HTTP: who is let in, how much is read, and what is answered.
@TestInstance(Lifecycle.PER_CLASS)
final class HookIT {

    private static final int LIMIT = 16 * 1024 * 1024;
    private static final String GOOD = Envelopes.of(Envelopes.push("hook/web", "1"));

    private TestListener listener;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Path old = Files.writeString(directory.resolve("old"), "Bearer old\n");
        Path fresh = Files.writeString(directory.resolve("new"), "Bearer new\n");
        listener =
                TestListener.start(
                        EmbeddedKafka.bootstrapServers(),
                        Map.of(
                                "pushwire.sources.rotating.dialect", "distribution",
                                "pushwire.sources.rotating.registry", "other.example",
                                "pushwire.sources.rotating.auth.header.name", "X-Token",
                                "pushwire.sources.rotating.auth.header.value-from",
                                        List.of(old.toString(), fresh.toString())));
        listener.awaitReadiness();
    }

    @AfterAll
    void stop() {
        listener.close();
    }

    @Test
    void refusesAWrongAndAMissingCredential() {
        var wrong =
                listener.send(hook("team").header("Authorization", "Bearer wrong").POST(good()));
        var missing = listener.send(hook("team").POST(good()));

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(missing.statusCode()).isEqualTo(401);
    }

    @Test
    void acceptsBothSecretsWhileOneReplacesTheOtherAndNoOtherSourcesSecret() {
        assertThat(withToken("Bearer old").statusCode()).isEqualTo(202);
        assertThat(withToken("Bearer new").statusCode()).isEqualTo(202);
        assertThat(withToken(TestListener.SECRET).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesBeforeAByteOfTheBodyIsRead() throws IOException {
        for (String expectation : List.of("", "Expect: 100-continue\r\n")) {
            String answer =
                    RawHttp.firstLine(
                            listener.port(),
                            """
                            POST /hooks/team HTTP/1.1\r
                            Host: listener\r
                            Authorization: Bearer wrong\r
                            %sContent-Length: 1000000\r
                            \r
                            """
                                    .formatted(expectation));

            assertThat(answer).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void asksForTheBodyOnlyWhenTheCredentialIsGood() throws IOException {
        String answer =
                RawHttp.firstLine(
                        listener.port(),
                        """
                        POST /hooks/team HTTP/1.1\r
                        Host: listener\r
                        Authorization: %s\r
                        Expect: 100-continue\r
                        Content-Length: 10\r
                        \r
                        """
                                .formatted(TestListener.SECRET));

        assertThat(answer).startsWith("HTTP/1.1 100");
    }

    @Test
    void anUnknownSourceIsNotFoundAndNamesNoOther() {
        HttpResponse<String> answer = listener.post("nobody", GOOD);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("pushwire.sources").doesNotContain("team");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH"})
    void onlyPostIsAllowed(String method) {
        var answer = listener.send(listener.request("team").method(method, good()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS,POST");
    }

    @Test
    void aBodyThatSaysItIsTooLongIsNotRead() {
        var answer =
                listener.send(
                        listener.request("team")
                                .POST(BodyPublishers.ofByteArray(new byte[LIMIT + 1])));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("16777216 bytes");
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsReadOnlyUpToTheLimit() {
        var chunked =
                BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[LIMIT + 1_000_000]));

        assertThat(listener.send(listener.request("team").POST(chunked)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aSmallBodyThatUnpacksToALargeOneIsTooLong() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(new byte[4 * LIMIT]);
        }

        var answer =
                listener.send(
                        listener.request("team")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void aLongBodyBelowTheLimitIsTaken() {
        String filler = "\"" + "x".repeat(8_000_000) + "\"";
        String body = GOOD.replace("\"request\":", "\"references\":[" + filler + "],\"request\":");

        assertThat(listener.post("team", body).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.docker.distribution.events.v1+json",
                "application/vnd.docker.distribution.events.v2+json",
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/plain; charset=utf-16",
                "nonsense",
                ";;;"
            })
    void takesEveryContentType(String type) {
        var answer =
                listener.send(listener.request("team").header("Content-Type", type).POST(good()));

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void takesNoContentTypeAndAnswersWhateverTheSenderLikesToHear() {
        var answer =
                listener.send(listener.request("team").header("Accept", "text/html").POST(good()));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void anEmptyBodyIsUnreadableAndAnEmptyEnvelopeIsNot() {
        assertThat(listener.post("team", "").body()).contains("unreadable");
        assertThat(listener.post("team", "{}").body())
                .isEqualTo("{\"ignored\":[{\"reason\":\"empty\",\"count\":1}]}");
    }

    @Test
    void countsByReasonAndShowsTheRouteOnly() {
        listener.post("team", Envelopes.of(Envelopes.pull("hook/web", "1")));
        listener.post("a-name-that-somebody-made-up", GOOD);

        String metrics = listener.get("/prometheus").body();

        assertThat(metrics)
                .contains(
                        "pushwire_notifications_total{dialect=\"distribution\",reason=\"pull\",result=\"ignored\",source=\"team\"}")
                .contains("result=\"not-found\",source=\"unknown\"")
                .contains("uri=\"/hooks/{source}\"")
                .doesNotContain("a-name-that-somebody-made-up");
    }

    @Test
    void exposesNoOtherEndpoint() {
        for (String path : List.of("/env", "/beans", "/refresh", "/loggers", "/routes", "/")) {
            assertThat(listener.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<String> withToken(String token) {
        return listener.send(hook("rotating").header("X-Token", token).POST(good()));
    }

    private HttpRequest.Builder hook(String source) {
        return HttpRequest.newBuilder(listener.uri("/hooks/" + source));
    }

    private static HttpRequest.BodyPublisher good() {
        return BodyPublishers.ofString(GOOD);
    }
}
