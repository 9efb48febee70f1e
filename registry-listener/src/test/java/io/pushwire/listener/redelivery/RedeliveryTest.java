// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushwire.event.ImageEvent;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.Secret;
import io.pushwire.listener.reception.Actors;
import io.pushwire.listener.reception.LetterOf;
import io.pushwire.listener.reception.Publication;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.reception.Stamp;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class RedeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-05T00:00:00Z");
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String PUSH =
            """
            {"events":[{"id":"e-1","action":"push",
              "target":{"repository":"team/web","tag":"1","digest":"%s"}}]}
            """
                    .formatted(DIGEST);
    private static final String DELETION =
            """
            {"events":[{"id":"e-2","action":"delete",
              "target":{"repository":"team/web","tag":"1"}}]}
            """;

    private final List<ImageEvent> published = new ArrayList<>();

    @Test
    void aPushIsOnlyAnnouncedBecauseItMayHaveBeenOvertaken() {
        var became = send("team/*", letter(PUSH, Optional.of(PUSH.getBytes(UTF_8))));

        assertThat(became.whole()).isTrue();
        assertThat(published)
                .singleElement()
                .isInstanceOfSatisfying(
                        ImageEvent.Announced.class,
                        event -> {
                            assertThat(event.claimed().orElseThrow().value()).isEqualTo(DIGEST);
                            assertThat(event.announcement().receivedAt()).isEqualTo(NOW);
                            assertThat(event.announcement().origin().senderEventId())
                                    .contains("e-1");
                        });
    }

    @Test
    void aQuestionThatTheSettlerGaveUpIsAskedAgain() {
        var question = "{\"image\":\"registry.example/team/web:1@%s\"}".formatted(DIGEST);
        var request = new WebhookRequest(new Headers(Map.of()), question.getBytes(UTF_8));
        var letter = LetterOf.letter("generic", request, Optional.of(question.getBytes(UTF_8)));

        var became = send("team/*", new Found.Letter(new Place(0, 7), letter));

        assertThat(became.whole()).isTrue();
        assertThat(published).singleElement().isInstanceOf(ImageEvent.Announced.class);
    }

    @Test
    void aDeletionStaysOne() {
        send("**", letter(DELETION, Optional.of(DELETION.getBytes(UTF_8))));

        assertThat(published).singleElement().isInstanceOf(ImageEvent.Deleted.class);
    }

    @Test
    void whatIsStillNotAllowedIsRefusedAgainAndNotWhole() {
        var became = send("other/*", letter(PUSH, Optional.of(PUSH.getBytes(UTF_8))));

        assertThat(became.whole()).isFalse();
        assertThat(published).isEmpty();
        assertThat(became)
                .isInstanceOfSatisfying(
                        Redelivered.Received.class,
                        received ->
                                assertThat(received.receipt())
                                        .isInstanceOf(Receipt.NothingToDo.class));
    }

    @Test
    void whatWasNotKeptCannotBeSent() {
        assertThat(send("**", letter(PUSH, Optional.empty())))
                .isEqualTo(new Redelivered.Cut(PUSH.length()));
        String huge = PUSH + " ".repeat(300_000);
        assertThat(send("**", letter(huge, Optional.of(huge.getBytes(UTF_8)))))
                .isEqualTo(new Redelivered.Cut(huge.length()));
        assertThat(published).isEmpty();
    }

    @Test
    void aSourceThatIsGoneIsNamed() {
        var redelivery = new Redelivery(new Sources(List.of()), this::publish, stamp());

        assertThat(redelivery.send(letter(PUSH, Optional.of(PUSH.getBytes(UTF_8)))))
                .isEqualTo(new Redelivered.NoSource("team"));
    }

    private Redelivered send(String repositories, Found.Letter letter) {
        var source =
                new Source(
                        "team",
                        "distribution",
                        new RegistryNames("registry.example", List.of()),
                        new RepositoryGlobs(List.of(repositories)),
                        new Proof.Bearer(List.of(new Secret("nobody tells it"))),
                        Confirmation.AFTER);
        return new Redelivery(new Sources(List.of(source)), this::publish, stamp()).send(letter);
    }

    private static Stamp stamp() {
        return Stamp.late(Clock.fixed(NOW, ZoneOffset.UTC), () -> "new-id", new Actors.Kept());
    }

    private List<Publication> publish(List<ImageEvent> events) {
        published.addAll(events);
        return events.stream()
                .<Publication>map(_ -> new Publication.Stored("log", 0, published.size()))
                .toList();
    }

    private static Found.Letter letter(String body, Optional<byte[]> kept) {
        var request = new WebhookRequest(new Headers(Map.of()), body.getBytes(UTF_8));
        return new Found.Letter(new Place(0, 7), LetterOf.letter("distribution", request, kept));
    }
}
