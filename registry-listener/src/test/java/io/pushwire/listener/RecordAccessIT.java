// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.micronaut.web.router.Router;
import io.pushwire.testing.Eventually;
import io.pushwire.testing.KafkaProcess;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Who may ask, and for what: two readers who must never see each other's part.
final class RecordAccessIT {

    private static final String LATER = "2099-01-01T00:00:00Z";

    private static final Issuer ISSUER = new Issuer();

    @TempDir private static Path directory;

    private static KafkaProcess kafka;
    private static RecordedPast past;
    private static TestListener listener;
    private static RecordClient all;
    private static RecordClient team;
    private static RecordClient base;

    @BeforeAll
    static void record() {
        kafka = KafkaProcess.start();
        past = new RecordedPast(kafka.bootstrapServers());
        past.goOn(3_000);
        past.settled("pushwire.listener");
        var settings = new HashMap<String, Object>();
        settings.put("pushwire.record.enabled", "true");
        settings.put("pushwire.record.directory", directory.toString());
        settings.put("pushwire.reconcile.interval", "0s");
        settings.putAll(reader("all", "s3cr3t-all", "**", "*"));
        settings.putAll(reader("team", "s3cr3t-team", "*/team/*", "east"));
        settings.putAll(
                reader("base", "s3cr3t-base", "harbor.example.com:8443/base/**", "north,test.*"));
        settings.putAll(
                Map.of(
                        "pushwire.readers.robot.oidc.issuer", Issuer.NAME,
                        "pushwire.readers.robot.oidc.audience", Issuer.AUDIENCE,
                        "pushwire.readers.robot.oidc.email", Issuer.EMAIL,
                        "pushwire.readers.robot.oidc.jwks-uri", ISSUER.keys().toString(),
                        "pushwire.readers.robot.repositories", "**/app-1"));
        listener = TestListener.start(kafka.bootstrapServers(), settings);
        all = RecordClient.of(listener, "s3cr3t-all");
        team = RecordClient.of(listener, "s3cr3t-team");
        base = RecordClient.of(listener, "s3cr3t-base");
        all.awaitReady();
    }

    @AfterAll
    static void end() {
        listener.close();
        past.close();
        kafka.close();
        ISSUER.close();
    }

    private static Map<String, Object> reader(
            String name, String token, String repositories, String clusters) {
        String key = "pushwire.readers." + name;
        return Map.of(
                key + ".token.value", token,
                key + ".repositories", repositories,
                key + ".clusters", clusters);
    }

    @Test
    void eachSeesItsOwnPartAndAllOfIt() {
        var everything = all.walk("/events", Map.of("limit", "1000"));

        assertThat(team.walk("/events", Map.of("limit", "1000")))
                .isEqualTo(everything.stream().filter(RecordAccessIT::isOfTeam).toList());
        assertThat(base.walk("/events", Map.of("limit", "1000")))
                .isEqualTo(everything.stream().filter(RecordAccessIT::isOfBase).toList());
    }

    @Test
    void outcomesAreLimitedToClustersToo() {
        var everything = all.walk("/outcomes", Map.of("limit", "1000"));

        assertThat(team.walk("/outcomes", Map.of("limit", "1000")))
                .isNotEmpty()
                .isEqualTo(
                        everything.stream()
                                .filter(RecordAccessIT::isOfTeam)
                                .filter(item -> cluster(item).equals("east"))
                                .toList());
        assertThat(base.walk("/outcomes", Map.of("limit", "1000")))
                .isNotEmpty()
                .isEqualTo(
                        everything.stream()
                                .filter(RecordAccessIT::isOfBase)
                                .filter(item -> !cluster(item).equals("east"))
                                .toList());
        assertThat(team.walk("/outcomes", Map.of("cluster", "north"))).isEmpty();
        assertThat(base.walk("/clusters/east/rolled", Map.of("at", LATER))).isEmpty();
        assertThat(team.walk("/clusters/east/rolled", Map.of("at", LATER))).isNotEmpty();
    }

    @Test
    void aTokenOfAnIssuerIsAsGood() {
        var robot = RecordClient.of(listener, ISSUER.token());

        assertThat(robot.walk("/events", Map.of()))
                .isNotEmpty()
                .allMatch(item -> item.get("image").asText().contains("/app-1:"));
        assertThat(robot.walk("/outcomes", Map.of())).isEmpty();
        assertThat(robot.walk("/digests", Map.of())).isEmpty();
    }

    @Test
    void aListenerWhoseIndexAnotherOneHasIsReadyAndSaysSo() {
        var settings = new HashMap<String, Object>();
        settings.put("pushwire.record.enabled", "true");
        settings.put("pushwire.record.directory", directory.toString());
        settings.put("pushwire.reconcile.interval", "0s");
        settings.putAll(reader("all", "s3cr3t-all", "**", "*"));
        try (var second = TestListener.start(kafka.bootstrapServers(), settings)) {
            var client = RecordClient.of(second, "s3cr3t-all");
            Eventually.eventually(() ->
                    assertThat(client.get("/events", Map.of()).body())
                            .contains("another process uses the folder"));

            var answer = client.get("/events", Map.of());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            second.awaitReadiness();
            assertThat(second.get("/health").body()).contains("unusable");
        }
    }

    @Test
    void usesOfOtherClustersAreNeitherNamedNorCounted() {
        for (JsonNode inUse : team.walk("/digests", Map.of("limit", "500"))) {
            assertThat(texts(inUse.get("clusters"))).containsExactly("east");
            assertThat(texts(inUse.get("repositories")))
                    .allMatch(repository -> repository.contains("/team/"));
            if (inUse.has("digest")) {
                var users =
                        team.walk("/digests/" + inUse.get("digest").asText() + "/users", Map.of());
                assertThat(users).allMatch(user -> user.get("cluster").asText().equals("east"));
                assertThat(users.stream().map(user -> user.get("workload")).distinct())
                        .hasSize(inUse.get("workloads").asInt());
            }
        }
    }

    @Test
    void deadLettersAreForThoseWhoSeeEverything() {
        assertThat(team.get("/dead-letters", Map.of()).statusCode()).isEqualTo(403);
        assertThat(all.get("/dead-letters", Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyElseIsAnswered() {
        for (String path :
                List.of("/events", "/outcomes", "/digests", "/dead-letters", "/stream")) {
            for (String token : List.of("", "s3cr3t-al", "s3cr3t-all2", TestListener.SECRET)) {
                var answer = new RecordClient(all.at(), token).get(path, Map.of());
                assertThat(answer.statusCode()).as(path + token).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            }
        }
        assertThat(listener.get("/prometheus").body())
                .contains("pushwire_questions")
                .doesNotContain("s3cr3t");
    }

    @Test
    void theDescriptionNamesEveryRouteThatThereIs() {
        Map<String, Object> description =
                new Yaml().load(listener.get("/api/v1/openapi.yaml").body());
        var served =
                listener.context()
                        .getBean(Router.class)
                        .uriRoutes()
                        .map(route -> route.getUriMatchTemplate().toString())
                        .filter(path -> path.startsWith("/api/"))
                        .collect(Collectors.toSet());

        assertThat(((Map<?, ?>) Objects.requireNonNull(description.get("paths"))).keySet())
                .isEqualTo(new HashSet<Object>(served));
    }

    @Test
    void aWrongQuestionIsToldWhatIsWrong() {
        bad("/events", "limit", "0");
        bad("/events", "limit", "1001");
        bad("/events", "limit", "many");
        bad("/events", "order", "up");
        bad("/events", "from", "yesterday");
        bad("/events", "image", "no image");
        bad("/events", "digest", "sha256:1");
        bad("/events", "cluster", "east");
        bad("/events", "cursor", "abc");
        bad("/outcomes", "kind", "Writen");
        bad("/outcomes", "workload", "web");
        bad("/timeline", "image", "registry.example/team/*");
        bad("/clusters/east/rolled", "at", "noon");

        String next = all.ask("/events", Map.of("limit", "1")).get("next").asText();
        assertThat(all.ask("/events", Map.of("limit", "2", "cursor", next)).get("items"))
                .hasSize(2);
        bad("/outcomes", "cursor", next);
        assertThat(all.get("/events", Map.of("order", "oldest", "cursor", next)).statusCode())
                .isEqualTo(400);
    }

    private static void bad(String path, String parameter, String value) {
        var answer = all.get(path, Map.of(parameter, value));
        assertThat(answer.statusCode()).as(path + parameter + value).isEqualTo(400);
        assertThat(Log.json(answer.body()).get("error").asText()).startsWith(parameter + " ");
    }

    private static boolean isOfTeam(JsonNode item) {
        return item.get("image").asText().contains("/team/");
    }

    private static boolean isOfBase(JsonNode item) {
        return item.get("image").asText().startsWith("harbor.example.com:8443/base/");
    }

    private static String cluster(JsonNode item) {
        return item.at("/data/cluster").asText();
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
