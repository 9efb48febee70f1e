// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;
import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Fault;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `POST /api/sync`: the cluster says who may ask.
@Timeout(180)
final class ApiSyncIT {

    private static final Map<String, Object> ON = Map.of("pushwire.api.sync.enabled", "true");

    private final TestCluster api = TestCluster.shared();
    private final PrintedRoles roles = new PrintedRoles(api);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private String namespace;
    private ImageTag tag;

    @BeforeEach
    void start() {
        namespace = api.createNamespace("sync");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        log.start();
        rootLogger().addAppender(log);
    }

    @AfterEach
    void stop() {
        rootLogger().detachAppender(log);
        roles.close();
        client.close();
    }

    @Test
    void isNotThereUnlessItIsSwitchedOn() throws Exception {
        try (var syncer = syncer(Map.of())) {
            assertThat(post(syncer.serve(), "Bearer any", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void saysThatAClusterWithoutReviewsCannotBeAsked() throws Exception {
        Runnable switchOn = switchReviewsOff();
        try (var syncer = syncer(ON)) {
            HttpResponse<String> answer = post(syncer.serve(), "Bearer any", "");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("answers 404 to tokenreviews");
            assertThat(requests()).isEmpty();
        } finally {
            switchOn.run();
        }
    }

    @Test
    void theClusterDecidesWhoMayAsk() throws Exception {
        assumeRealAccounts();
        roles.apply(PrintedRoles.print(ON), "");
        String token = token();
        try (var syncer = syncer(restricted())) {
            URI uri = syncer.serve();
            assertThat(post(uri, "", "").statusCode()).isEqualTo(401);
            eventually(
                    () -> assertThat(post(uri, "Bearer made-up", "").statusCode()).isEqualTo(401));
            HttpResponse<String> refused = post(uri, "Bearer " + token, "");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .contains(
                            "system:serviceaccount:"
                                    + namespace
                                    + ":ci needs the verb post on the"
                                    + " non-resource URL /api/sync");
            assertThat(requests()).isEmpty();

            allow();

            eventually(() ->
                    assertThat(post(uri, "Bearer " + token, image()).statusCode()).isEqualTo(202));
            assertThat(post(uri, "Bearer " + token, "{\"images\": 7}").statusCode()).isEqualTo(400);
            HttpResponse<String> whole = post(uri, "Bearer " + token, "");
            assertThat(whole.statusCode()).isEqualTo(202);
            assertThat(requests())
                    .extracting(RecheckRequest::what)
                    .containsExactlyInAnyOrder(
                            new RecheckRequest.Image(tag),
                            new RecheckRequest.WholeCluster(namespace));
            assertThat(requests())
                    .allSatisfy(request ->
                            assertThat(request.by())
                                    .isEqualTo("system:serviceaccount:" + namespace + ":ci"));
            assertThat(requests())
                    .anySatisfy(request -> assertThat(whole.body()).contains(request.id()));
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("wants " + tag))
                .noneMatch(line -> line.contains(token));
    }

    @Test
    void namesTheRightThatTheSyncerLacks() throws Exception {
        assumeRealAccounts();
        roles.apply(PrintedRoles.print(ON), "subjectaccessreviews");
        String token = token();
        allow();
        try (var syncer = syncer(restricted())) {
            URI uri = syncer.serve();
            eventually(() -> {
                HttpResponse<String> answer = post(uri, "Bearer " + token, "");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("may not create subjectaccessreviews");
            });
        }
    }

    @Test
    void theRightToAskTheClusterIsPrintedOnlyWhereItIsNeeded() {
        Map<String, Object> inNamespaces =
                Map.of("pushwire.namespaces.include", List.of(namespace));
        var on = new HashMap<>(inNamespaces);
        on.putAll(ON);

        assertThat(PrintedRoles.print(ON)).contains("tokenreviews", "subjectaccessreviews");
        assertThat(PrintedRoles.print(on, "--namespaced"))
                .contains("tokenreviews", "subjectaccessreviews")
                .contains("kind: ClusterRoleBinding");
        assertThat(PrintedRoles.print(inNamespaces, "--namespaced"))
                .doesNotContain("ClusterRole", "reviews");
        assertThat(PrintedRoles.print(Map.of())).doesNotContain("reviews");
    }

    /// As an API server answers whose `authentication.k8s.io` is switched off; the sandbox has
    /// none.
    ///
    /// @return switches them on again
    private Runnable switchReviewsOff() {
        if (!api.isReal()) {
            return () -> {};
        }
        Active fault = api.faults().add(Fault.reject(404, "not found").onResource("tokenreviews"));
        return () -> api.faults().remove(fault.id());
    }

    private String image() {
        return "{\"image\": \"%s\"}".formatted(tag);
    }

    private void assumeRealAccounts() {
        assumeTrue(
                api.restricted().isPresent(),
                () -> {
                    System.out.println(
                            "SKIPPED ApiSyncIT: only kube-apiserver (KUBEBUILDER_ASSETS) knows"
                                    + " accounts");
                    return "TokenReview";
                });
    }

    private Map<String, Object> restricted() {
        var settings = new HashMap<>(ON);
        settings.put("pushwire.kubernetes.kubeconfig", api.restricted().orElseThrow().toString());
        return settings;
    }

    private RunningSyncer syncer(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("micronaut.server.port", "-1");
        all.put("micronaut.server.host", "127.0.0.1");
        return RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), all);
    }

    /// Of a service account that may do nothing yet.
    private String token() {
        String accounts = "/api/v1/namespaces/" + namespace + "/serviceaccounts";
        api.post(
                accounts,
                "{\"apiVersion\":\"v1\",\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"ci\"}}");
        return api.send(
                        "POST",
                        accounts + "/ci/token",
                        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}")
                .getAsJsonObject("status")
                .get("token")
                .getAsString();
    }

    private void allow() {
        roles.apply(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s}
                rules:
                - {nonResourceURLs: [/api/sync], verbs: [post]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects:
                - {kind: ServiceAccount, name: ci, namespace: %1$s}
                """
                        .formatted(namespace),
                "");
    }

    private HttpResponse<String> post(URI server, String authorization, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve("/api/sync"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<RecheckRequest> requests() {
        return ControlRequests.about(namespace);
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
