// SPDX-License-Identifier: Apache-2.0
package io.pushwire.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What pods are told, by files and by variables, is what the services read.
class ConfigurationTest {

    /// Beside `PUSHWIRE_…` and `KAFKA_…`: read by Micronaut, by ProgramLog and by the JVM.
    private static final Set<String> OTHER_VARIABLES =
            Set.of("MICRONAUT_CONFIG_FILES", "LOG_FORMAT", "JDK_JAVA_OPTIONS");

    private static final Set<String> KAFKA = kafka();

    static List<String> valueSets() {
        return Chart.valueSets();
    }

    private static Set<String> kafka() {
        Set<String> known = new HashSet<>(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        return known;
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyKeyOfAFileExists(String valueSet) {
        int files = 0;
        for (Manifest manifest : Chart.of(valueSet)) {
            var text = manifest.at("data", "pushwire.yml");
            if (text.isPresent()) {
                files++;
                checkFile(component(manifest), text.get().getAsString());
            }
        }
        assertThat(files).isPositive();
    }

    private static void checkFile(String component, String text) {
        ConfigurationKeys keys = ConfigurationKeys.ofComponent(component);
        flat(text)
                .keySet()
                .forEach(key -> {
                    if (key.startsWith("pushwire.")) {
                        String own = key.substring("pushwire.".length());
                        assertThat(keys.knows(own)).as("%s of %s", key, component).isTrue();
                        assertThat(keys.secrets())
                                .as("no secret in a ConfigMap")
                                .noneMatch(secret ->
                                        own.matches(
                                                secret.replace(".", "\\.").replace("*", "[^.]+")));
                    } else {
                        assertThat(key).startsWith("kafka.");
                        assertThat(KAFKA).contains(key.substring("kafka.".length()));
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void everyVariableExists(String valueSet) {
        for (Manifest manifest : Chart.of(valueSet)) {
            for (JsonObject container : manifest.containers()) {
                Manifest.elements(container, "env")
                        .map(variable -> variable.get("name").getAsString())
                        .forEach(name ->
                                assertThat(isRead(component(manifest), name))
                                        .as("%s of %s", name, manifest)
                                        .isTrue());
            }
        }
    }

    private static boolean isRead(String component, String name) {
        if (name.startsWith("PUSHWIRE_")) {
            return ConfigurationKeys.ofComponent(component).knowsVariable(name);
        }
        return OTHER_VARIABLES.contains(name)
                || (name.startsWith("KAFKA_")
                        && KAFKA.stream()
                                .map(key -> "KAFKA_" + key.toUpperCase(Locale.ROOT))
                                .map(key -> key.replace('.', '_'))
                                .anyMatch(name::equals));
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void secretsComeOnlyByReference(String valueSet) {
        for (Manifest manifest : Chart.of(valueSet)) {
            assertThat(manifest.kind()).isNotEqualTo("Secret");
            for (JsonObject container : manifest.containers()) {
                Manifest.elements(container, "env")
                        .filter(variable -> variable.get("name").getAsString().startsWith("KAFKA_"))
                        .forEach(variable ->
                                assertThat(Manifest.at(variable, "valueFrom", "secretKeyRef"))
                                        .isPresent());
            }
        }
    }

    /// micronaut-kafka hands variables on under Kafka's own names.
    @Test
    void kafkaGetsItsSecretsByVariables() {
        Map<String, Object> variables =
                Map.of(
                        "KAFKA_SASL_JAAS_CONFIG", "login;",
                        "KAFKA_SSL_KEYSTORE_PASSWORD", "of the keystore");
        Map<String, Object> file =
                Map.of(
                        "kafka.security.protocol", "SASL_SSL",
                        "kafka.ssl.endpoint.identification.algorithm", "");

        try (var context =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .propertySources(new Variables(variables), PropertySource.of("file", file))
                        .start()) {
            assertThat(context.getBean(KafkaDefaultConfiguration.class).getConfig())
                    .containsEntry("sasl.jaas.config", "login;")
                    .containsEntry("ssl.keystore.password", "of the keystore")
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("ssl.endpoint.identification.algorithm", "");
        }
    }

    /// As those of the process are.
    private static final class Variables extends MapPropertySource {

        Variables(Map<String, Object> variables) {
            super("variables", variables);
        }

        @Override
        public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
        }
    }

    private static String component(Manifest manifest) {
        return manifest.at("metadata", "labels", "app.kubernetes.io/component")
                .map(JsonElement::getAsString)
                .orElseThrow();
    }

    /// The keys of a file of YAML with their values.
    static Map<String, Object> flat(String text) {
        Map<String, Object> flat = new TreeMap<>();
        flatten("", new Yaml().load(text), flat);
        return flat;
    }

    private static void flatten(String key, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, below) ->
                    flatten(key.isEmpty() ? "" + name : key + "." + name, below, into));
        } else {
            into.put(key, value);
        }
    }
}
