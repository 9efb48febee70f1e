// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where a credential must never turn up.
final class SecrecyIT {

    private static final List<String> SECRETS =
            List.of("s3cr3t-of-the-test", "s3cr3t-guess", "s3cr3t-cookie");

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

    private static void nothingInAnswersAndDeadLetters() {
        try (var listener = TestListener.start(EmbeddedKafka.bootstrapServers(), Map.of());
                var log = new Log(EmbeddedKafka.bootstrapServers())) {
            listener.awaitReadiness();
            listener.post("team", Envelopes.of(Envelopes.push("secrecy/web", "1")));
            var unreadable =
                    listener.send(
                            listener.request("team")
                                    .header("Cookie", "s3cr3t-cookie")
                                    .POST(BodyPublishers.ofString("nonsense")));
            var guessed =
                    listener.send(
                            listener.request("team")
                                    .setHeader("Authorization", "s3cr3t-guess")
                                    .POST(BodyPublishers.ofString("{}")));

            var letter = log.deadLetters("team").getLast();
            assertThat(Log.json(letter.value()).get("headers").properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContain("authorization", "cookie");
            nothingIn(Log.text(letter.value()) + letter.headers());
            nothingIn(unreadable.body() + guessed.body() + listener.get("/prometheus").body());
        }
    }

    private static void nothingIn(String text) {
        SECRETS.forEach(secret -> assertThat(text).doesNotContain(secret));
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
        }
    }
}
