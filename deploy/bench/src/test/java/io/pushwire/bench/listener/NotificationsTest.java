// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.listener;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushwire.bench.sending.Push;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.Reading;
import io.pushwire.listener.webhook.Statement;
import io.pushwire.listener.webhook.WebhookRequest;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class NotificationsTest {

    private final Notifications notifications = new Notifications(8080, "log");

    @Test
    void theListenerReadsThemAsThePushThatTheRecordTells() {
        for (int number : new int[] {0, 7, 255, 256}) {
            String[] request =
                    new String(notifications.request(number), UTF_8).split("\r\n\r\n", 2);
            var reading =
                    Dialects.all()
                            .named("distribution")
                            .orElseThrow()
                            .read(
                                    new WebhookRequest(
                                            new Headers(Map.of()), request[1].getBytes(UTF_8)));

            assertThat(request[0])
                    .contains("\r\nContent-Length: " + request[1].getBytes(UTF_8).length + "\r\n");
            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Reading.Understood.class,
                            understood ->
                                    assertThat(understood.statements())
                                            .singleElement()
                                            .isInstanceOfSatisfying(
                                                    Statement.Pushed.class,
                                                    pushed -> isTheRecord(pushed, number)));
        }
    }

    private void isTheRecord(Statement.Pushed pushed, int number) {
        var kafkaRecord = notifications.toRecord(number);
        assertThat(new String(kafkaRecord.key(), UTF_8))
                .isEqualTo(Push.REGISTRY + "/" + pushed.subject());
        assertThat(new String(kafkaRecord.value(), UTF_8)).contains(pushed.digest().value());
    }
}
