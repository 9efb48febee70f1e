// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What dialects other than the first can make of HTTP: answers for people, and for senders that
/// ask before they send.
@TestInstance(Lifecycle.PER_CLASS)
final class DialectsIT {

    private TestListener listener;

    @BeforeAll
    void start() {
        var sources = new HashMap<String, Object>();
        for (String dialect : List.of("generic", "acr-event-grid", "gitlab")) {
            sources.putAll(TestListener.anonymous(dialect, Map.of("dialect", dialect)));
        }
        sources.put("pushwire.sources.guarded.dialect", "acr-event-grid");
        sources.put("pushwire.sources.guarded.registry", "registry.example");
        sources.put("pushwire.sources.guarded.auth.header.name", "X-Token");
        sources.put("pushwire.sources.guarded.auth.header.value", "right");
        listener = TestListener.start(EmbeddedKafka.bootstrapServers(), sources);
        listener.awaitReadiness();
    }

    @AfterAll
    void stop() {
        listener.close();
    }

    @Test
    void tellsPeopleWhatToChange() {
        assertThat(listener.post("generic", "{\"image\":\"registry.example/t/a:1\"}").statusCode())
                .isEqualTo(202);

        HttpResponse<String> unreadable = listener.post("generic", "{}");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(unreadable.body()).contains("missing: send");

        HttpResponse<String> foreign =
                listener.post("generic", "{\"image\":\"other.example/t/a:1\"}");
        assertThat(foreign.statusCode()).isEqualTo(422);
        assertThat(foreign.body()).contains("other.example is neither");
    }

    @Test
    void neverTellsARegistryMoreThanThatItsNotificationIsDeadLettered() {
        assertThat(listener.post("gitlab", "nonsense").statusCode()).isEqualTo(200);
        assertThat(listener.post("acr-event-grid", "nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void answersEventGridsQuestionAsItWants() {
        HttpResponse<String> answer =
                listener.post(
                        "acr-event-grid",
                        "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                                + "\"data\":{\"validationCode\":\"512d-b6\"}}]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"validationResponse\":\"512d-b6\"}");
    }

    @Test
    void letsOnlyAGenuineSenderOfTheRightDialectAskByOptions() {
        var answer = ask("acr-event-grid", "eventgrid.azure.net");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
                .contains("eventgrid.azure.net");

        assertThat(ask("guarded", "eventgrid.azure.net").statusCode()).isEqualTo(401);
        assertThat(ask("nobody", "eventgrid.azure.net").statusCode()).isEqualTo(404);
        assertThat(ask("team", "eventgrid.azure.net").statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> ask(String source, String origin) {
        HttpRequest.Builder request =
                listener.request(source).header("WebHook-Request-Origin", origin);
        return listener.send(request.method("OPTIONS", BodyPublishers.noBody()));
    }
}
