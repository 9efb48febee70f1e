// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.event.ImageEvent;
import io.pushwire.image.Digest;
import io.pushwire.listener.authenticity.Claim;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.Secret;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.Ignored;
import io.pushwire.listener.webhook.Requests;
import io.pushwire.listener.webhook.WebhookRequest;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

final class ReceptionTest {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Source SOURCE =
            new Source(
                    "team",
                    "distribution",
                    new RegistryNames("registry.example", List.of("registry.svc:5000")),
                    new RepositoryGlobs(List.of("team/*")),
                    new Proof.HeaderSecret("X-Token", List.of(new Secret("right"))),
                    Confirmation.AFTER);

    private final List<ImageEvent> published = new ArrayList<>();
    private final List<DeadLetter> buried = new ArrayList<>();
    private Function<ImageEvent, Publication> log =
            event -> new Publication.Stored("log", 3, published.indexOf(event));
    private Publication grave = new Publication.Stored("dead", 0, 0);

    private final Reception reception =
            new Reception(
                    new Sources(List.of(SOURCE)),
                    Dialects.all(),
                    events -> {
                        published.addAll(events);
                        return events.stream().map(event -> log.apply(event)).toList();
                    },
                    letter -> {
                        buried.add(letter);
                        return grave;
                    },
                    new Stamp(
                            InstantSource.fixed(NOW),
                            this::nextId,
                            Duration.ofSeconds(2),
                            new Actors.Kept()));
    private int ids;

    @Test
    void admitsOnlyWhoIsKnownAndGenuine() {
        assertThat(reception.admit("other", token("right")))
                .isEqualTo(new Admission.UnknownSource());
        assertThat(reception.admit("team", token("wrong")))
                .isEqualTo(new Admission.NotGenuine(SOURCE, Verdict.WRONG));
        assertThat(reception.admit("team", token("right")))
                .isEqualTo(new Admission.Admitted(SOURCE, 16 * 1024 * 1024));
    }

    @Test
    void announcesWhatIsBelievedOnlyAfterALookUp() {
        var doubted =
                new Source(
                        "doubted",
                        "distribution",
                        SOURCE.names(),
                        SOURCE.repositories(),
                        new Proof.Anonymous(),
                        Confirmation.BEFORE);

        reception.receive(doubted, Requests.of("{\"events\":[" + push("team/web", "1") + "]}"));

        assertThat(published)
                .singleElement()
                .isInstanceOfSatisfying(
                        ImageEvent.Announced.class,
                        announced ->
                                assertThat(announced.claimed())
                                        .hasValue(new Digest("sha256:" + "ab".repeat(32))));
    }

    @Test
    void readsNothingOfABodyThatIsNotWhatWasSigned() {
        var signed =
                new Source(
                        "signed",
                        "distribution",
                        SOURCE.names(),
                        SOURCE.repositories(),
                        new Proof.Signature(
                                Proof.Hash.SHA256, List.of("X-Sig"), List.of(new Secret("key"))),
                        Confirmation.AFTER);
        var headers = new Headers(Map.of("X-Sig", List.of("00".repeat(32))));

        Receipt receipt =
                reception.receive(
                        signed,
                        new WebhookRequest(headers, "nonsense".getBytes(StandardCharsets.UTF_8)));

        assertThat(receipt).isEqualTo(new Receipt.NotGenuine(Verdict.WRONG));
        assertThat(buried).isEmpty();
    }

    @Test
    void stampsAnEventWithOurNamesAndTimes() {
        receive(push("team/web", "1"));

        var pushed = (ImageEvent.Pushed) published.getFirst();
        assertThat(pushed.image()).hasToString("registry.example/team/web:1");
        assertThat(pushed.announcement().hosts())
                .containsExactly("registry.example", "registry.svc:5000");
        assertThat(pushed.announcement().receivedAt()).isEqualTo(NOW);
        assertThat(pushed.settledAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(pushed.announcement().origin().source()).isEqualTo("team");
        assertThat(pushed.announcement().origin().dialect()).isEqualTo("distribution");
    }

    @Test
    void acceptsTheGoodPartsAndBuriesTheRequestForTheOthers() {
        var receipt =
                (Receipt.Accepted)
                        receive(
                                push("team/web", "1"),
                                push("other/web", "1"),
                                "7",
                                "{\"action\":\"pull\"}",
                                push("team/api", "2"));

        assertThat(receipt.entries()).hasSize(2);
        assertThat(receipt.rest().ignored()).isEqualTo(Map.of(Ignored.PULL, 1));
        assertThat(receipt.rest().refusals())
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.UNREADABLE, Refusal.Reason.REPOSITORY_NOT_ALLOWED);
        assertThat(buried).hasSize(1);
        assertThat(buried.getFirst().reason())
                .isEqualTo(
                        "event 3 is not an object; pushwire.sources.team.repositories does not"
                                + " allow other/web");
    }

    @Test
    void aThousandRefusalsMakeAShortLetter() {
        receive(
                IntStream.range(0, 1_000)
                        .mapToObj(i -> push("other/web" + i, "1"))
                        .toArray(String[]::new));

        assertThat(buried.getFirst().reason()).hasSizeLessThan(1_000);
    }

    @Test
    void publishesNothingForARepositoryOfSomebodyElse() {
        assertThat(receive(push("other/web", "1"))).isInstanceOf(Receipt.NothingToDo.class);
        assertThat(published).isEmpty();
    }

    @Test
    void buriesWhatItCannotRead() {
        Receipt receipt = reception.receive(SOURCE, Requests.of("nonsense"));

        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Receipt.Unreadable.class,
                        unreadable -> assertThat(unreadable.deadLetter()).isTrue());
        DeadLetter letter = buried.getFirst();
        assertThat(letter.headers())
                .as("no credential, no cookie, nothing unknown")
                .isEqualTo(Map.of("user-agent", "Go-http-client/1.1"));
        assertThat(Base64.getDecoder().decode(letter.body().base64()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("nonsense");
        assertThat(letter.body().truncated()).isFalse();
        assertThat(letter.body().sha256()).startsWith("999aaa86");
    }

    @Test
    void keepsOnlyTheBeginningOfALongBody() {
        reception.receive(SOURCE, Requests.of(new byte[300_000]));

        DeadLetter.Body body = buried.getFirst().body();
        assertThat(Base64.getDecoder().decode(body.base64())).hasSize(256 * 1024);
        assertThat(body.truncated()).isTrue();
        assertThat(body.length()).isEqualTo(300_000);
    }

    @Test
    void aRecordThatKafkaNeverTakesIsADeadLetterAndNotARetry() {
        log = _ -> new Publication.TooLarge("9 bytes");

        var receipt = (Receipt.NothingToDo) receive(push("team/web", "1"));

        assertThat(receipt.rest().refusals())
                .containsExactly(
                        new Refusal(
                                Refusal.Reason.TOO_LARGE, "registry.example/team/web:1: 9 bytes"));
        assertThat(buried).hasSize(1);
    }

    @Test
    void refusesWhatSpeaksOfAnotherRegistryAndTakesAnAlias() {
        assertThat(quay("staging.example")).isInstanceOf(Receipt.NothingToDo.class);
        assertThat(published).isEmpty();
        assertThat(buried.getFirst().reason())
                .isEqualTo(
                        "staging.example is neither pushwire.sources.team.registry nor one of its"
                                + " aliases");

        assertThat(quay("REGISTRY.svc:5000")).isInstanceOf(Receipt.Accepted.class);
        assertThat(published.getFirst().image()).hasToString("registry.example/team/web:1");
    }

    @Test
    void tellsPeopleWhatToChangeAndKeepsNoLetterOfATypo() {
        Source ci = speaking("generic");

        assertThat(reception.receive(ci, Requests.of("{}")))
                .isInstanceOfSatisfying(
                        Receipt.Rejected.class,
                        rejected -> {
                            assertThat(rejected.understood()).isFalse();
                            assertThat(rejected.reason()).startsWith("\"image\" is missing: send");
                        });
        assertThat(buried).isEmpty();

        String foreign = "{\"image\":\"other.example/team/web:1\"}";
        assertThat(reception.receive(ci, Requests.of(foreign)))
                .isInstanceOfSatisfying(
                        Receipt.Rejected.class,
                        rejected -> {
                            assertThat(rejected.understood()).isTrue();
                            assertThat(rejected.rest().refusals())
                                    .extracting(Refusal::reason)
                                    .containsExactly(Refusal.Reason.HOST_NOT_ALLOWED);
                        });
        assertThat(buried).hasSize(1);
    }

    @Test
    void keepsNoTokenAndNothingOfWhatItCannotSearchForTokens() {
        Source gitLab = speaking("gitlab");

        reception.receive(gitLab, Requests.of("{\"actor\":{\"user\":\"s3cr3t\"}}"));
        reception.receive(gitLab, Requests.of("{\"actor\":{\"user\":\"s3cr3t"));

        assertThat(Base64.getDecoder().decode(buried.getFirst().body().base64()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"actor\":{\"user\":\"[redacted]\"}}");
        assertThat(buried.getLast().body().base64()).isEmpty();
        assertThat(buried.getLast().body().truncated()).isTrue();
        assertThat(buried.getLast().body().length()).isEqualTo(24);
    }

    @Test
    void answersAQuestionAndLetsOnlyOneDialectAsk() {
        Source grid = speaking("acr-event-grid");
        String question =
                """
                [{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"7"}}]\
                """;

        assertThat(reception.receive(grid, Requests.of(question)))
                .isEqualTo(new Receipt.Replied("{\"validationResponse\":\"7\"}"));
        assertThat(reception.mayAsk(grid)).isTrue();
        assertThat(reception.mayAsk(SOURCE)).isFalse();
    }

    @Test
    void asksForARetryWhenTheLogOrTheDeadLettersAreAway() {
        log = _ -> new Publication.Unavailable("away");
        assertThat(receive(push("team/web", "1"))).isEqualTo(new Receipt.Unavailable("away"));

        grave = new Publication.Unavailable("away too");
        assertThat(receive("7")).isEqualTo(new Receipt.Unavailable("away too"));
        assertThat(reception.receive(SOURCE, Requests.of("nonsense")))
                .isEqualTo(new Receipt.Unavailable("away too"));
    }

    private Receipt receive(String... events) {
        return reception.receive(
                SOURCE, Requests.of("{\"events\":[" + String.join(",", events) + "]}"));
    }

    private Receipt quay(String host) {
        return reception.receive(
                speaking("quay"),
                Requests.of(
                        """
                        {"repository":"team/web","docker_url":"%s/team/web","updated_tags":["1"]}\
                        """
                                .formatted(host)));
    }

    private static Source speaking(String dialect) {
        return new Source(
                SOURCE.name(),
                dialect,
                SOURCE.names(),
                SOURCE.repositories(),
                SOURCE.proof(),
                Confirmation.AFTER);
    }

    private static String push(String repository, String tag) {
        return """
        {"action":"push","target":{"repository":"%s","tag":"%s","digest":"sha256:%s"}}\
        """
                .formatted(repository, tag, "ab".repeat(32));
    }

    private static Claim token(String value) {
        return Claim.of(new Headers(Map.of("X-Token", List.of(value))));
    }

    private String nextId() {
        return "id-" + ids++;
    }
}
