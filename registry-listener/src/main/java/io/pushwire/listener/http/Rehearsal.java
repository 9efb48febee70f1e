// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import io.opentelemetry.api.OpenTelemetry;
import io.pushwire.event.ImageEvent;
import io.pushwire.kafka.Topics;
import io.pushwire.listener.authenticity.Claim;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.reception.Actors;
import io.pushwire.listener.reception.Admission;
import io.pushwire.listener.reception.Publication;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.reception.Reception;
import io.pushwire.listener.reception.Stamp;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;
import io.pushwire.wire.ImageEventCodec;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Takes a notification that nobody has sent, of a source that nobody has configured, some times
/// before the first real one comes: that one would wait for classes to be loaded. The events end as
/// bytes; no topic, log or metric has them.
@Singleton
public final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final int MOST_ROUNDS = 200;
    private static final Duration LONGEST = Duration.ofMillis(300);
    private static final String NOBODY = "rehearsal";
    private static final String NOTIFICATION =
            """
            {"events":[{"id":"rehearsal","timestamp":"2026-01-01T00:00:00.0Z","action":"push",
              "target":{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":1,
                "digest":"sha256:%s","length":1,"repository":"rehearsal/image",
                "url":"https://registry.example.com/v2/rehearsal/image/manifests/1","tag":"1"},
              "request":{"id":"1","addr":"192.0.2.1","host":"registry.example.com",
                "method":"PUT","useragent":"rehearsal"},
              "actor":{},"source":{"addr":"rehearsal","instanceID":"1"}}]}
            """
                    .formatted("0".repeat(64));

    private final RequestSpans spans = new RequestSpans(OpenTelemetry.noop());
    private final JsonMapper json;
    private final Clock clock;

    Rehearsal(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /// Without it everything works as well, only slower at first: a failure is no more than logged.
    public void run() {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            Reception reception = reception();
            int accepted = 0;
            for (int i = 0; i < MOST_ROUNDS && System.nanoTime() < end; i++) {
                accepted += once(reception) == HttpStatus.ACCEPTED.getCode() ? 1 : 0;
            }
            LOG.debug("rehearsed {} notifications", accepted);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("Tried to rehearse but failed; the first push may take longer", failed);
        }
    }

    private int once(Reception reception) throws IOException {
        var headers =
                new Headers(
                        Map.of(
                                "Content-Type",
                                List.of("application/vnd.docker.distribution.events.v1+json"),
                                "traceparent",
                                List.of("00-%s-%s-00".formatted("1".repeat(32), "1".repeat(16)))));
        if (!(reception.admit(NOBODY, Claim.of(headers)) instanceof Admission.Admitted admitted)) {
            throw new IllegalStateException("our own example is not admitted");
        }
        var request = new WebhookRequest(headers, NOTIFICATION.getBytes(StandardCharsets.UTF_8));
        return switch (reception.receive(admitted.source(), request)) {
            case Receipt.Accepted(var entries, var rest) -> {
                byte[] answer = json.writeValueAsBytes(Answer.of(entries, rest));
                yield spans.around("/hooks", headers, () -> HttpResponse.accepted().body(answer))
                        .code();
            }
            case Receipt other -> throw new IllegalStateException("our own example is " + other);
        };
    }

    private Reception reception() {
        var source =
                new Source(
                        NOBODY,
                        "distribution",
                        new RegistryNames("registry.example.com", List.of()),
                        RepositoryGlobs.all(),
                        new Proof.Anonymous(),
                        Confirmation.AFTER);
        return new Reception(
                new Sources(List.of(source)),
                Dialects.all(),
                events -> events.stream().map(Rehearsal::encoded).toList(),
                _ -> new Publication.Unavailable(NOBODY),
                new Stamp(clock, () -> NOBODY, Duration.ZERO, new Actors.Kept()));
    }

    private static Publication encoded(ImageEvent event) {
        return new Publication.Stored(
                Topics.IMAGE_EVENTS,
                0,
                ImageEventCodec.write(Topics.IMAGE_EVENTS, event).value().length);
    }
}
