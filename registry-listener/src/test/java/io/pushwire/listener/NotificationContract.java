// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.event.ImageEvent;
import io.pushwire.wire.Decoded;
import io.pushwire.wire.ImageEventCodec;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// From a notification to the record, whatever the broker is.
@TestInstance(Lifecycle.PER_CLASS)
abstract class NotificationContract {

    private TestListener listener;
    private Log log;

    abstract String bootstrapServers();

    @BeforeAll
    void start() {
        listener =
                TestListener.start(
                        bootstrapServers(),
                        Stream.of(
                                        TestListener.anonymous("malformed", Map.of()),
                                        TestListener.anonymous("huge", Map.of()),
                                        TestListener.anonymous(
                                                "limited",
                                                Map.of("repositories", List.of("team/*"))))
                                .flatMap(source -> source.entrySet().stream())
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        log = new Log(bootstrapServers());
        listener.awaitReadiness();
    }

    @AfterAll
    void stop() {
        if (log != null) {
            log.close();
        }
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void answers202WhenThePushIsOnTheLog() {
        HttpResponse<String> answer =
                listener.post("team", Envelopes.of(Envelopes.push("team/web", "1")));

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode entry = Log.json(answer.body()).at("/accepted/0");
        assertThat(entry.get("image").asText()).isEqualTo("registry.example/team/web:1");
        assertThat(entry.get("digest").asText()).isEqualTo(Envelopes.DIGEST);
        ConsumerRecord<byte[], byte[]> found = log.at(entry);
        assertThat(Log.text(found.key())).isEqualTo("registry.example/team/web:1");
        assertThat(Log.header(found, "ce_type")).isEqualTo(ImageEventCodec.PUSHED);
        assertThat(Log.header(found, "ce_source")).isEqualTo("/pushwire/sources/team");
        assertThat(ImageEventCodec.read(found))
                .isInstanceOfSatisfying(
                        Decoded.Understood.class,
                        understood ->
                                assertThat(understood.value())
                                        .isInstanceOfSatisfying(
                                                ImageEvent.Pushed.class,
                                                NotificationContract::isThePush));
    }

    @Test
    void takesAllGoodEventsOfAnEnvelopeAndNamesTheOthers() {
        HttpResponse<String> answer =
                listener.post(
                        "team",
                        Envelopes.of(
                                Envelopes.push("several/a", "1"),
                                Envelopes.pull("several/a", "1"),
                                "7",
                                Envelopes.push("several/b", "2"),
                                Envelopes.pull("several/b", "2")));

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode body = Log.json(answer.body());
        assertThat(body.get("accepted")).hasSize(2);
        assertThat(body.get("ignored").toString()).isEqualTo("[{\"reason\":\"pull\",\"count\":2}]");
        assertThat(body.at("/refused/0/detail").asText()).isEqualTo("event 3 is not an object");
        assertThat(Log.text(log.at(body.at("/accepted/1")).key()))
                .isEqualTo("registry.example/several/b:2");
    }

    @Test
    void aTagThatIsGoneIsAnEventToo() {
        HttpResponse<String> answer =
                listener.post("team", Envelopes.of(Envelopes.deletion("gone/web", "1")));

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode entry = Log.json(answer.body()).at("/accepted/0");
        assertThat(entry.has("digest")).isFalse();
        assertThat(Log.header(log.at(entry), "ce_type")).isEqualTo(ImageEventCodec.DELETED);
    }

    @Test
    void keepsAMalformedBodyAndTakesTheNextGoodOne() {
        HttpResponse<String> bad = listener.post("malformed", "{\"events\":[{\"action");
        HttpResponse<String> good =
                listener.post("malformed", Envelopes.of(Envelopes.push("next/web", "1")));

        assertThat(bad.statusCode()).isEqualTo(200);
        assertThat(Log.json(bad.body()).get("unreadable").asText()).contains("not JSON");
        assertThat(Log.json(bad.body()).get("deadLetter").asBoolean()).isTrue();
        assertThat(good.statusCode()).isEqualTo(202);
        var letter = log.deadLetters("malformed").getFirst();
        assertThat(Log.header(letter, "ce_type")).isEqualTo("io.pushwire.dead-letter.v1");
        JsonNode data = Log.json(letter.value());
        assertThat(data.get("source").asText()).isEqualTo("malformed");
        assertThat(data.get("dialect").asText()).isEqualTo("distribution");
        assertThat(data.get("length").asInt()).isEqualTo(19);
        assertThat(data.get("truncated").asBoolean()).isFalse();
        assertThat(new String(Base64.getDecoder().decode(data.get("body").asText()), UTF_8))
                .isEqualTo("{\"events\":[{\"action");
        assertThat(Instant.parse(data.get("receivedAt").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void aSourceSpeaksOnlyForItsRepositories() {
        HttpResponse<String> answer =
                listener.post("limited", Envelopes.of(Envelopes.push("other/web", "1")));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = Log.json(answer.body());
        assertThat(body.has("accepted")).isFalse();
        assertThat(body.at("/refused/0/reason").asText()).isEqualTo("repository-not-allowed");
        assertThat(log.deadLetters("limited")).hasSize(1);
    }

    @Test
    void whatKafkaNeverTakesIsADeadLetterAndNotTriedForEver() {
        String event =
                Envelopes.push("huge/web", "1")
                        .replace("\"ci\"", '"' + "c".repeat(1_200_000) + '"');

        HttpResponse<String> answer = listener.post("huge", Envelopes.of(event));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Log.json(answer.body()).at("/refused/0/reason").asText()).isEqualTo("too-large");
        JsonNode data = Log.json(log.deadLetters("huge").getFirst().value());
        assertThat(data.get("truncated").asBoolean()).isTrue();
        assertThat(data.get("length").asInt()).isGreaterThan(1_200_000);
    }

    @Test
    void twoHundredAtOnceAreAllAccepted() {
        List<Integer> statuses =
                IntStream.range(0, 200)
                        .parallel()
                        .mapToObj(i -> Envelopes.of(Envelopes.push("many/web", "t" + i)))
                        .map(body -> listener.post("team", body).statusCode())
                        .toList();

        assertThat(statuses).containsOnly(202);
    }

    private static void isThePush(ImageEvent.Pushed pushed) {
        var said = pushed.announcement();
        assertThat(said.hosts()).containsExactly("registry.example", "registry.svc:5000");
        assertThat(said.origin().senderEventId()).contains("e-1");
        assertThat(pushed.settledAt()).isEqualTo(said.receivedAt().plusSeconds(2));
    }
}
