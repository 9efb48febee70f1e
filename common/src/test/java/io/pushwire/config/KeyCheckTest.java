// SPDX-License-Identifier: Apache-2.0
package io.pushwire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.Origin;
import io.micronaut.context.env.PropertySource.PropertyConvention;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class KeyCheckTest {

    private static final Origin ORIGIN = Origin.of("test");
    private static final KnownKeys KNOWN =
            new KnownKeys(
                    List.of(
                            new KnownKeys.Key("pushwire.ack-timeout", "java.time.Duration"),
                            new KnownKeys.Key(
                                    "pushwire.kafka.bootstrap-servers", "java.lang.String"),
                            new KnownKeys.Key("pushwire.sources.*.dialect", "java.lang.String"),
                            new KnownKeys.Key(
                                    "pushwire.sources.*.auth.header.value-from",
                                    "java.lang.String"),
                            new KnownKeys.Key("pushwire.topics.config", "java.util.Map")));

    @Test
    void takesEveryKnownKeyHoweverItIsWritten() {
        accepts("pushwire.ack-timeout");
        accepts("pushwire.ackTimeout");
        accepts("pushwire.sources.harbour-street.dialect");
        accepts("pushwire.sources.team.auth.header.value-from[1]");
        accepts("pushwire.topics.config.flush.messages");
        accepts("kafka.security.protocol");
        accepts("pushwirelike.thing");
    }

    @Test
    void refusesValuesThatMicronautWouldReplaceByTheDefault() {
        var known =
                new KnownKeys(
                        List.of(
                                new KnownKeys.Key("pushwire.ack-timeout", "java.time.Duration"),
                                new KnownKeys.Key("pushwire.topics.partitions", "int"),
                                new KnownKeys.Key(
                                        "pushwire.sources.*.auth.allow-anonymous", "boolean")));
        Map<String, Object> settings =
                Map.of(
                        "pushwire.ack-timeout", "soon",
                        "pushwire.topics.partitions", "twelve",
                        "pushwire.sources.good.auth.allow-anonymous", true,
                        "pushwire.sources.bad.auth.allow-anonymous", "s3cr3t");
        try (var context = ApplicationContext.builder(settings).build()) {
            assertThat(Unreadable.in(known, context.getEnvironment().start()))
                    .containsExactly(
                            "pushwire.ack-timeout is no duration: write for example 500ms or 10s",
                            "pushwire.sources.bad.auth.allow-anonymous is neither true nor false",
                            "pushwire.topics.partitions is no whole number that fits");
        }
    }

    @Test
    void takesAnEmptySection() {
        var file = new HashMap<String, Object>();
        file.put("pushwire.sources", "");
        file.put("pushwire.sources.team.auth", "");

        assertThatCode(() -> check("listener", file, PropertyConvention.JAVA_PROPERTIES))
                .doesNotThrowAnyException();
    }

    @Test
    void suggestsTheNearName() {
        refuses("pushwire.ack-timeot", ": did you mean pushwire.ack-timeout?");
        refuses(
                "pushwire.kafka.bootstrap-server",
                ": did you mean pushwire.kafka.bootstrap-servers?");
        refuses("pushwire.sources.team.dialekt", ": did you mean pushwire.sources.team.dialect?");
        refuses(
                "pushwire.sources.team.auth.header.valuefrom",
                ": did you mean pushwire.sources.team.auth.header.value-from?");
        refuses("pushwire.zzz", ": the README lists all of them");
    }

    @Test
    void readsEnvironmentVariablesAsMicronautDoes() {
        acceptsVariable("PUSHWIRE_ACK_TIMEOUT");
        acceptsVariable("PUSHWIRE_SOURCES_HARBOUR_STREET_AUTH_HEADER_VALUE_FROM");
        acceptsVariable("PUSHWIRE_TOPICS_CONFIG_FLUSH_MESSAGES");
        acceptsVariable("HOME");
        refusesVariable("PUSHWIRE_ACK_TIMEOT", ": did you mean PUSHWIRE_ACK_TIMEOUT?");
        refusesVariable(
                "PUSHWIRE_SOURCES_HARBOUR_STREET_DIALEKT",
                ": did you mean PUSHWIRE_SOURCES_HARBOUR_STREET_DIALECT?");
    }

    @Test
    void leavesAloneWhatKubernetesSetsForAServiceNamedLikeUs() {
        acceptsVariable("PUSHWIRE_SERVICE_HOST");
        acceptsVariable("PUSHWIRE_LISTENER_SERVICE_PORT_HTTP");
        acceptsVariable("PUSHWIRE_LISTENER_PORT");
        acceptsVariable("PUSHWIRE_LISTENER_PORT_8080_TCP_ADDR");
    }

    @Test
    void namesAllOfThemAndNoValue() {
        assertThatExceptionOfType(UnusableConfigurationException.class)
                .isThrownBy(() ->
                        check(
                                "listener",
                                Map.of("pushwire.a", "s3cr3t", "pushwire.b", "s3cr3t"),
                                PropertyConvention.JAVA_PROPERTIES))
                .withMessageContainingAll("pushwire.a (in listener)", "pushwire.b (in listener)")
                .withMessageNotContaining("s3cr3t");
    }

    @Test
    void refusesAContextBeforeAnythingElseIsMade() {
        assertThat(
                        Service.sentences(
                                refusal(Map.of("pushwire.topics.partitons", "3")).orElseThrow()))
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .contains(
                                        "pushwire.topics.partitons",
                                        "did you mean" + " pushwire.topics.partitions?"));
        assertThat(refusal(Map.of("pushwire.topics.partitions", "3"))).isEmpty();
    }

    private static Optional<RuntimeException> refusal(Map<String, Object> properties) {
        try (var _ = ApplicationContext.run(properties)) {
            return Optional.empty();
        } catch (RuntimeException refused) {
            return Optional.of(refused);
        }
    }

    private static void accepts(String key) {
        assertThatCode(() ->
                        check("listener", Map.of(key, "x"), PropertyConvention.JAVA_PROPERTIES))
                .doesNotThrowAnyException();
    }

    private static void acceptsVariable(String name) {
        assertThatCode(() ->
                        check("env", Map.of(name, "x"), PropertyConvention.ENVIRONMENT_VARIABLE))
                .doesNotThrowAnyException();
    }

    private static void refuses(String key, String end) {
        assertThatExceptionOfType(UnusableConfigurationException.class)
                .isThrownBy(() ->
                        check("listener", Map.of(key, "x"), PropertyConvention.JAVA_PROPERTIES))
                .withMessage(
                        "Configuration problems:\n  - "
                                + key
                                + " (in listener) is no setting"
                                + end);
    }

    private static void refusesVariable(String name, String end) {
        assertThatExceptionOfType(UnusableConfigurationException.class)
                .isThrownBy(() ->
                        check("env", Map.of(name, "x"), PropertyConvention.ENVIRONMENT_VARIABLE))
                .withMessage(
                        "Configuration problems:\n  - " + name + " (in env) is no setting" + end);
    }

    private static void check(
            String name, Map<String, Object> properties, PropertyConvention convention) {
        KeyCheck.check(KNOWN, List.of(PropertySource.of(name, properties, convention, ORIGIN)));
    }
}
