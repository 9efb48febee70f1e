// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// What holds on HTTP/1.1 holds on HTTP/2 as well, over TLS.
@TestInstance(Lifecycle.PER_CLASS)
final class Http2IT {

    private static final int LIMIT = 16 * 1024 * 1024;
    private static final String GOOD = Envelopes.of(Envelopes.push("http2/web", "1"));

    private TestListener listener;
    private HttpClient client;

    @BeforeAll
    void start() {
        var certificate = TestCertificate.selfSigned();
        listener =
                TestListener.start(
                        EmbeddedKafka.bootstrapServers(),
                        TestListener.tls(certificate.certificateFile(), certificate.keyFile()));
        client =
                HttpClient.newBuilder()
                        .sslContext(new Trust(List.of(certificate)).context())
                        .version(Version.HTTP_2)
                        .build();
        Eventually.eventually(() -> assertThat(send(ready()).statusCode()).isEqualTo(200));
    }

    @AfterAll
    void stop() {
        client.close();
        listener.close();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aNotificationIsAcceptedInTheVersionThatTheClientWants(Version version) throws Exception {
        var answer =
                send(listener.request("team").version(version).POST(BodyPublishers.ofString(GOOD)));

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("registry.example/http2/web:1");
    }

    @Test
    void aWrongCredentialIsRefusedThoughTheBodyNeverComes() throws Exception {
        var answer =
                client.sendAsync(
                                HttpRequest.newBuilder(listener.uri("/hooks/team"))
                                        .header("Authorization", "Bearer wrong")
                                        .POST(new NeverSent())
                                        .build(),
                                BodyHandlers.ofString())
                        .get(10, TimeUnit.SECONDS);

        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() throws Exception {
        var told =
                send(
                        listener.request("team")
                                .POST(BodyPublishers.ofByteArray(new byte[LIMIT + 1])));
        var notTold =
                send(
                        listener.request("team")
                                .POST(
                                        BodyPublishers.ofInputStream(() ->
                                                new ByteArrayInputStream(
                                                        new byte[LIMIT + 1_000_000]))));

        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(notTold.statusCode()).isEqualTo(413);
        assertThat(told.version()).isEqualTo(Version.HTTP_2);
    }

    @Test
    void aPackedBodyIsUnpackedUpToTheLimit() throws Exception {
        var good = send(packed(GOOD.getBytes(StandardCharsets.UTF_8)));
        var bomb = send(packed(new byte[4 * LIMIT]));

        assertThat(good.statusCode()).isEqualTo(202);
        assertThat(bomb.statusCode()).isEqualTo(413);
    }

    private HttpRequest.Builder ready() {
        return HttpRequest.newBuilder(listener.uri("/health/readiness"));
    }

    private HttpRequest.Builder packed(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return listener.request("team")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// A body that is announced and never comes.
    private static final class NeverSent implements BodyPublisher {

        @Override
        public long contentLength() {
            return 1_000_000;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(
                    new Flow.Subscription() {
                        @Override
                        public void request(long n) {}

                        @Override
                        public void cancel() {}
                    });
        }
    }
}
