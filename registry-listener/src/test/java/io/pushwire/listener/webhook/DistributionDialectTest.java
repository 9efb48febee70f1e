// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

final class DistributionDialectTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String GOOD =
            """
            {"action":"push","target":{"repository":"team/web","tag":"1","digest":"%s"}}\
            """
                    .formatted(DIGEST);

    @Test
    void readsWhatIsKnownAndIgnoresFieldsThatForksAdd() {
        var reading =
                understood(
                        envelope(
                                """
                                {"id":"7","timestamp":"2026-11-01T10:00:00Z","action":"push",
                                 "target":{"mediaType":"m","repository":"team/web","tag":"1",
                                  "digest":"%s","references":[{"digest":"x"}],"new":{"deep":[1]}},
                                 "meta":{"user":{"jwt":"secret"}},
                                 "actor":{"name":"ci","user_type":"build"},
                                 "source":{"instanceID":"i"}}\
                                """
                                        .formatted(DIGEST)));

        var pushed = (Statement.Pushed) reading.statements().getFirst();
        assertThat(pushed.subject()).hasToString("team/web:1");
        assertThat(pushed.digest()).hasToString(DIGEST);
        assertThat(pushed.mediaType()).contains("m");
        assertThat(pushed.subject().senderEventId()).contains("7");
        assertThat(pushed.subject().occurredAt())
                .map(Object::toString)
                .contains("2026-11-01T10:00:00Z");
        assertThat(pushed.subject().actor()).contains("ci");
        assertThat(pushed.subject().instance()).contains("i");
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "action":"pull","target":{"repository":"a","tag":"1"}                 | PULL
                    "action":"mount","target":{"repository":"a","fromRepository":"b"}     | MOUNT
                    "action":"push","target":{"mediaType":"application/octet-stream"}     | BLOB
                    "action":"push","target":{"mediaType":"x","repository":"a"}           | UNTAGGED
                    "action":"push","target":{"repository":"a","tag":""}                  | UNTAGGED
                    "action":"push","target":{"repository":"a","tag":null}                | UNTAGGED
                    "action":"push","target":{"repository":"a","tag":"sha256:abc"}        | NOT_A_TAG
                    "action":"push","target.tag":"1","target":{"repository":"a"}          | UNTAGGED
                    "action":"delete","target":{"repository":"a","digest":"x"}            | UNTAGGED_DELETE
                    "action":"rename","target":{"repository":"a","tag":"1"}               | RENAME
                    "action":"other","target":{"repository":"a","tag":"1"}                | UNKNOWN_ACTION
                    """)
    void namesTheReasonForWhatSaysNothing(String event, Ignored reason) {
        var reading = understood(envelope("{" + event + "}"));

        assertThat(reading.statements()).isEmpty();
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.ignored()).isEqualTo(Map.of(reason, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"events\":[]}", "{\"events\":null}", " {} \n"})
    void anEnvelopeWithoutEventsIsLegal(String body) {
        assertThat(understood(body).ignored()).isEqualTo(Map.of(Ignored.EMPTY, 1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    7                                                                     | event 2 is not an object
                    [{"action":"push"}]                                                   | event 2 is not an object
                    {"target":{}}                                                         | event 2 has no "action"
                    {"action":7}                                                          | event 2 has a "action" of the wrong type
                    {"action":"push","target":[]}                                         | event 2 has a "target" of the wrong type
                    {"action":"push","target":{"tag":{"a":1}}}                            | event 2 has a "target.tag" of the wrong type
                    {"action":"push","target":{"tag":"1","repository":"UPPER"}}           | event 2 names no repository that a registry could have
                    {"action":"push","target":{"tag":"1","repository":"a","digest":"x"}}  | event 2 pushes a:1 with a digest that is none
                    {"action":"push","target":{"tag":"1","repository":"a"}}               | event 2 pushes a:1 with a digest that is none
                    """)
    void oneBadEventDoesNotLoseTheGoodOnes(String bad, String fault) {
        var reading = understood(envelope(GOOD, bad, GOOD));

        assertThat(reading.statements()).hasSize(2);
        assertThat(reading.faults()).containsExactly(fault);
    }

    @Test
    void aWrongTypeWhereItDoesNotCountLosesNothing() {
        var reading =
                understood(
                        envelope(
                                """
                                {"id":7,"timestamp":"yesterday","action":"push","actor":"ci",
                                 "source":{"instanceID":[]},
                                 "target":{"mediaType":{},"repository":"a","tag":"1","digest":"%s"}}\
                                """
                                        .formatted(DIGEST)));

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.statements())
                .singleElement()
                .satisfies(said -> assertThat(said.subject().occurredAt()).isEmpty());
    }

    @Test
    void aTagThatIsGoneIsADeletion() {
        var reading =
                understood(
                        envelope(
                                """
                                {"action":"delete","target":{"digest":"","repository":"a","tag":"1"}}\
                                """));

        assertThat(reading.statements().getFirst()).isInstanceOf(Statement.Deleted.class);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                        | The body is not a JSON object with "events"
                    []                        | The body is not a JSON object with "events"
                    {"events":{}}             | "events" is not an array
                    {"type":"PUSH_ARTIFACT"}  | The JSON object has no "events": is the source's dialect that of the sender?
                    {"events":[]} {}          | Something follows the JSON object
                    {"events":[{"action":     | The body is not JSON: see line 1, column 22
                    nonsense-with-a-secret    | The body is not JSON: see line 1, column 1
                    """)
    void saysWhyABodyIsUnreadableWithoutQuotingIt(String body, String reason) {
        assertThat(read(body)).isEqualTo(new Reading.Unreadable(reason));
    }

    @Test
    void manyBadEventsMakeFewSentences() {
        var reading = understood(envelope("1,".repeat(100_000) + "1"));

        assertThat(reading.faults()).hasSize(11).endsWith("and more like these");
    }

    @Test
    void absurdNestingIsUnreadable() {
        assertThat(read("{\"events\":[" + "[".repeat(1_000_000)))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(read("{\"a\":".repeat(1_000_000))).isInstanceOf(Reading.Unreadable.class);
    }

    private static Reading.Understood understood(String body) {
        return (Reading.Understood) read(body);
    }

    private static Reading read(String body) {
        return new DistributionDialect().read(Requests.of(body));
    }

    private static String envelope(String... events) {
        return "{\"events\":[" + String.join(",", List.of(events)) + "]}";
    }
}
