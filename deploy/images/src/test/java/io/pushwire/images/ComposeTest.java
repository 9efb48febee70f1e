// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.testing.DockerEngine;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// What `docker compose` would find out too late: names that nothing has.
final class ComposeTest {

    private static final Path FOLDER = Path.of("../compose");

    private static Map<String, Map<String, Object>> services = Map.of();

    @BeforeAll
    static void read() throws IOException {
        services = map(map(yaml("compose.yml")).get("services"));
    }

    @ParameterizedTest
    @CsvSource({
        "listener, REGISTRY_LISTENER",
        "syncer, CLUSTER_SYNCER",
        "cluster, SANDBOX_CLUSTER"
    })
    void startsTheImagesOfThisBuildWithTheMemoryThatTheyGetElsewhere(
            String service, BuiltImage image) throws IOException {
        Map<String, Object> settings = service(service);

        assertThat(settings)
                .containsEntry(
                        "image",
                        "${PUSHWIRE_REGISTRY:-ghcr.io/pushwire}/%s:${PUSHWIRE_TAG:-%s}"
                                .formatted(image.program(), version()))
                .containsEntry("mem_limit", image.mebibytes() + "m")
                .containsEntry("read_only", true)
                .containsEntry("tmpfs", List.of("/tmp:exec"))
                .containsEntry("cap_drop", List.of("ALL"));
    }

    @Test
    void mountsFilesThatExist() {
        for (Map<String, Object> service : services.values()) {
            for (String volume : list(service.get("volumes"))) {
                Path file = FOLDER.resolve(volume.split(":", -1)[0]);
                assertThat(file).exists();
            }
        }
        assertThat(environment("listener").get("MICRONAUT_CONFIG_FILES"))
                .isEqualTo(mounted("listener.yml"));
        assertThat(environment("syncer"))
                .containsEntry("MICRONAUT_CONFIG_FILES", mounted("syncer.yml"))
                .containsEntry("KUBECONFIG", mounted("cluster.kubeconfig"));
        assertThat(list(service("cluster").get("command"))).contains(mounted("web.yaml"));
    }

    @Test
    void publishesNothingBeyondThisMachine() {
        for (Map<String, Object> service : services.values()) {
            assertThat(list(service.get("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void servicesFindEachOther() throws IOException {
        assertThat(text("listener.yml")).contains("\"kafka:9092\"", "\"registry:5000\"");
        assertThat(text("syncer.yml")).contains("\"kafka:9092\"");
        assertThat(text("cluster.kubeconfig")).contains("http://cluster:18001");
        assertThat(text("registry.yml")).contains("http://listener:8080/hooks/laptop");
        assertThat(String.valueOf(environment("kafka").get("KAFKA_ADVERTISED_LISTENERS")))
                .contains("PLAINTEXT://kafka:9092");
        assertThat(services.keySet()).contains("kafka", "registry", "cluster", "listener");
    }

    @Test
    void registryAndListenerHaveTheSameSecret() throws IOException {
        assertThat(text("registry.yml")).contains("Authorization: [Bearer laptop-only]");
        assertThat(text("listener.yml")).contains("value: Bearer laptop-only");
    }

    @Test
    void theListenersSourceIsTheOneOfTheHook() throws IOException {
        Map<String, Object> pushwire = map(map(yaml("config/listener.yml")).get("pushwire"));

        assertThat(map(pushwire.get("sources"))).containsOnlyKeys("laptop");
    }

    @Test
    void dockerComposeTakesIt() throws IOException {
        DockerEngine.Ended version = DockerEngine.run("compose", "version");
        DockerEngine.skipUnless(version.code() == 0, () -> "there is no docker compose");

        DockerEngine.Ended ended =
                DockerEngine.run(
                        "compose", "-f", FOLDER.resolve("compose.yml").toString(), "config");

        assertThat(ended.code()).as(ended.output()).isZero();
    }

    private static String mounted(String file) {
        assertThat(FOLDER.resolve("config").resolve(file)).exists();
        return "/etc/pushwire/" + file;
    }

    private static Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    private static Map<String, Object> environment(String service) {
        return map(service(service).get("environment"));
    }

    private static String version() throws IOException {
        var version = Pattern.compile("<version>(.*)</version>").matcher(file("../images/pom.xml"));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static Object yaml(String name) throws IOException {
        return new Yaml().load(file(name));
    }

    private static String text(String name) throws IOException {
        return file("config/" + name);
    }

    private static String file(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, V>) Objects.requireNonNull(value);
    }
}
