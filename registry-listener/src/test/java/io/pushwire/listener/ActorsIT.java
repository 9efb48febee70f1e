// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.pushwire.kafka.Topics;
import io.pushwire.testing.EmbeddedKafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who pushed, on the topics.
final class ActorsIT {

    @ParameterizedTest
    @CsvSource({"keep,kept", "omit,omitted", "pseudonym,hidden"})
    void standsThereAsItIsConfigured(String mode, String source) {
        String name = "alice-" + source;
        var settings =
                new HashMap<String, Object>(
                        TestListener.anonymous(source, Map.of("repositories", List.of("team/*"))));
        settings.put("pushwire.actors.mode", mode);
        settings.put("pushwire.actors.key", "a key for pseudonyms");
        String push = Envelopes.push("team/web", "1").replace("\"ci\"", "\"" + name + "\"");
        String refused = push.replace("team/web", "other/web");
        try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), settings);
                var log = new Log(EmbeddedKafka.bootstrapServers())) {
            listener.awaitReadiness();
            for (String body :
                    List.of(Envelopes.of(push), Envelopes.of(push), Envelopes.of(refused))) {
                assertThat(listener.post(source, body).statusCode()).isBetween(200, 202);
            }

            List<String> actors =
                    log.all(Topics.IMAGE_EVENTS).stream()
                            .map(event -> Log.json(event.value()).get("origin"))
                            .filter(origin -> origin.get("source").asText().equals(source))
                            .map(origin -> origin.path("actor").asText())
                            .toList();
            JsonNode letter = Log.json(log.deadLetters(source).getLast().value());
            assertThat(actors).hasSize(2);
            switch (mode) {
                case "keep" -> assertThat(actors).containsOnly(name);
                case "omit" -> assertThat(actors).containsOnly("");
                default ->
                        assertThat(actors)
                                .allMatch(actor -> actor.matches("person-[0-9a-v]{16}"))
                                .containsOnly(actors.getFirst());
            }
            assertThat(letter.get("body").asText().isEmpty()).isEqualTo(!mode.equals("keep"));
            assertThat(letter.get("truncated").asBoolean()).isEqualTo(!mode.equals("keep"));
            if (!mode.equals("keep")) {
                assertThat(
                                log.topics("pushwire.").stream()
                                        .flatMap(topic -> log.all(topic).stream()))
                        .noneMatch(one -> text(one).contains(name));
            }
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> one) {
        return one.value() == null ? "" : Log.text(one.value());
    }
}
