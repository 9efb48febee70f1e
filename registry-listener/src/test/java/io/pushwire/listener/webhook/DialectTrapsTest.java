// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The traps that each registry sets, one row each. In bodies `$D` stands for a digest, `$H` for
/// its hexadecimal digits.
final class DialectTrapsTest {

    private static final String HEX = "ab".repeat(32);

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 100_000,
            textBlock =
                    """
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"1","digest":"$D","resource_url":"h.example:8443/p/a/b:1"}],"repository":{"repo_full_name":"p/a/b"}}} | pushed p/a/b:1 h.example:8443
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"1","digest":"$D","resource_url":"h.example//p/a:1"}],"repository":{"namespace":"p","name":"a"}}} | pushed p/a:1 h.example
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"1","digest":"$D"},{"tag":"2","digest":"$D"}],"repository":{"repo_full_name":"p/a"}}} | pushed p/a:1, pushed p/a:2
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"$D","digest":"$D","resource_url":"h/p/a@$D"}],"repository":{"repo_full_name":"p/a"}}} | not-a-tag
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":[{"tag":"1","digest":"$D","resource_url":"h.example/other:1"}],"repository":{"repo_full_name":"p/a"}}} | fault
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":[7],"repository":{"repo_full_name":"p/a"}}} | fault
                    harbor | | {"type":"PUSH_ARTIFACT","event_data":{"resources":{}}} | unreadable
                    harbor | | {"type":"PUSH_ARTIFACT"} | fault
                    harbor | | {"type":"PUSH_ARTIFACT","operator":"harbor#proxy-cache-service","event_data":{"resources":[{"tag":"1","digest":"$D"}],"repository":{"repo_full_name":"p/a"}}} | proxy-cache
                    harbor | | {"specversion":"1.0","type":"harbor.artifact.pushed","operator":"harbor#proxy-cache-service","data":{"resources":[{"tag":"1","digest":"$D"}],"repository":{"repo_full_name":"p/a"}}} | proxy-cache
                    harbor | | {"type":"QUOTA_EXCEED","event_data":{"resources":[{"tag":"1","digest":"$D"}],"repository":{"repo_full_name":"p/a"}}} | quota
                    harbor | | {"specversion":"1.0","type":"harbor.quota.exceeded","data":{}} | quota
                    harbor | | {"type":"SCANNING_STOPPED","event_data":{}} | scan
                    harbor | | {"specversion":"1.0","type":"harbor.scan.completed","data":{}} | scan
                    harbor | | {"type":"TAG_RETENTION"} | retention
                    harbor | | {"type":"DELETE_ARTIFACT","event_data":{"resources":[{"tag":"1","digest":"$D","resource_url":"h.example/p/a:1"}],"repository":{"repo_full_name":"p/a"}}} | deleted p/a:1 h.example
                    harbor | | {"type":"DELETE_ARTIFACT","event_data":{"resources":[{"digest":"$D"}],"repository":{"repo_full_name":"p/a"}}} | untagged-delete
                    harbor | | {"type":"UPLOAD_CHART"} | unknown-action
                    harbor | | {"events":[]} | unreadable
                    zot | Ce-Type=zotregistry.image.updated | {"name":"a","reference":"1","digest":"$D"} | pushed a:1
                    zot | ce-type=zotregistry.image.updated | {"name":"a","reference":"$D","digest":"$D"} | not-a-tag
                    zot | Ce-Type=zotregistry.image.lint_failed | {"name":"a","reference":"1","digest":"$D"} | lint-failed
                    zot | Ce-Type=zotregistry.image.scanned | {"name":"a","reference":"1","digest":"$D"} | scan
                    zot | Ce-Type=zotregistry.image.deleted | {"name":"a","reference":"1","digest":"$D"} | deleted a:1
                    zot | Ce-Type=zotregistry.image.updated | {"name":"a","reference":["1"],"digest":"$D"} | unreadable
                    zot | | {"name":"a","reference":"1","digest":"$D"} | unreadable
                    docker-hub | | {"push_data":{"pushed_at":1.417566161E9,"tag":"1"},"repository":{"repo_name":"nginx"}} | announced library/nginx:1 docker.io
                    docker-hub | | {"push_data":{"pushed_at":1.417566161E9},"repository":{"repo_name":"o/r"}} | untagged
                    docker-hub | | {"push_data":{"pushed_at":-1e999,"tag":"1"},"repository":{"repo_name":"o/r"}} | announced o/r:1 docker.io
                    docker-hub | | {"tag":"1","repository":"o/r"} | unreadable
                    ghcr | X-GitHub-Event=package | {"action":"published","package":{"package_type":"container","namespace":"Octo","name":"Web","package_version":{"version":"$D","container_metadata":{"tag":{"name":"V1"}}}}} | pushed octo/web:V1
                    ghcr | X-GitHub-Event=registry_package | {"action":"updated","registry_package":{"package_type":"CONTAINER","package_version":{"version":"$D","package_url":"ghcr.io/Octo/Web:1","container_metadata":{"tag":{"name":"1","digest":"sha256:short"}}}}} | pushed octo/web:1 ghcr.io
                    ghcr | X-GitHub-Event=package | {"action":"published","package":{"package_type":"container","namespace":"o","name":"w","package_version":{"version":"sha256:6c62","container_metadata":{"tag":{"name":"1"}}}}} | fault
                    ghcr | X-GitHub-Event=package | {"action":"published","package":{"package_type":"container","name":"w","package_version":{"version":"$D","package_url":"ghcr.io/o/w:","container_metadata":{"tag":{"name":""}}}}} | untagged
                    ghcr | X-GitHub-Event=package | {"action":"published","package":{"package_type":"container","name":"w","package_version":null}} | untagged
                    ghcr | X-GitHub-Event=package | {"action":"published","package":{"package_type":"npm","ecosystem":"npm","name":"w"}} | not-an-image
                    ghcr | X-GitHub-Event=package | {"action":"deleted","package":{"package_type":"container","name":"w"}} | unknown-action
                    ghcr | X-GitHub-Event=push | {} | unknown-action
                    ghcr | X-GitHub-Event=ping | nonsense | ping
                    ghcr | X-GitHub-Event=package;X-Gitea-Event=package | {"action":"created"} | unreadable
                    ghcr | | {"action":"published"} | unreadable
                    quay | | {"repository":"o/r","docker_url":"q.example:8443/o/r","updated_tags":["1","2"]} | announced o/r:1 q.example:8443, announced o/r:2 q.example:8443
                    quay | | {"docker_url":"quay.io/o/r","updated_tags":["1"]} | announced o/r:1 quay.io
                    quay | | {"repository":"o/r","updated_tags":[]} | untagged
                    quay | | {"repository":"o/r","updated_tags":[7]} | fault
                    quay | | {"repository":"o/r","updated_tags":{"1":"x"}} | unreadable
                    quay | | {"repository":"o/r","docker_tags":["1"]} | unknown-action
                    acr | | {"action":"push","target":{"repository":"a","tag":"1","digest":"$D"},"request":{"host":"R.azurecr.io"}} | pushed a:1 R.azurecr.io
                    acr | | {"action":"push","target":{"repository":"a","digest":"$D"}} | untagged
                    acr | | {"action":"delete","target":{"repository":"a","digest":"$D"}} | untagged-delete
                    acr | | {"action":"quarantine","target":{"repository":"a","tag":"1","digest":"$D"}} | quarantine
                    acr | | {"action":"chart_push","target":{"repository":"a","tag":"1"}} | not-an-image
                    acr | | {"action":"push","target":{"repository":"a","tag":"1","digest":"$D"},"request":{"host":"not a host"}} | fault
                    acr-event-grid | | [{"eventType":"Microsoft.ContainerRegistry.ImagePushed","data":{"target":{"repository":"a","tag":"1","digest":"$D"},"request":{"host":"r.azurecr.io"}}},7,{"eventType":"Microsoft.ContainerRegistry.ChartPushed"}] | pushed a:1 r.azurecr.io, fault, not-an-image
                    acr-event-grid | | {"specversion":"1.0","type":"Microsoft.ContainerRegistry.ImagePushed","data":{"target":{"repository":"a","tag":"1","digest":"$D"}}} | pushed a:1
                    acr-event-grid | | [{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"51-a"}}] | {"validationResponse":"51-a"}
                    acr-event-grid | | [{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"\\"}"}}] | fault
                    acr-event-grid | | [] | empty
                    ecr | | {"detail-type":"ECR Image Action","account":"123456789012","region":"cn-north-1","detail":{"result":"SUCCESS","action-type":"PUSH","repository-name":"a","image-tag":"1","image-digest":"$D"}} | pushed a:1 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn
                    ecr | | {"detail-type":"ECR Image Action","account":"123456789012","region":"eu-west-1","detail":{"result":"FAILURE","action-type":"PUSH","repository-name":"a","image-tag":"1","image-digest":"$D"}} | failed
                    ecr | | {"detail-type":"ECR Image Action","detail":{"result":"SUCCESS","action-type":"PUSH","repository-name":"a","image-tag":"1","image-digest":"$D"}} | fault
                    ecr | | {"detail-type":"ECR Image Action","account":"123456789012","region":"eu-west-1","detail":{"result":"SUCCESS","action-type":"DELETE","repository-name":"a","image-tag":"1","image-digest":"$D"}} | deleted a:1 123456789012.dkr.ecr.eu-west-1.amazonaws.com
                    ecr | | {"detail-type":"ECR Pull Through Cache Action","detail":{"image-tag":"1"}} | proxy-cache
                    ecr | | {"detail-type":"ECR Image Scan","detail":{}} | scan
                    google-artifact-registry | | {"action":"INSERT","digest":"gcr.io/p/i@$D","tag":"gcr.io/p/i:1"} | pushed p/i:1 gcr.io
                    google-artifact-registry | | {"action":"INSERT","digest":"gcr.io/p/other@$D","tag":"gcr.io/p/i:1"} | fault
                    google-artifact-registry | | {"action":"INSERT","tag":"gcr.io/p/i:1"} | fault
                    google-artifact-registry | | {"action":"INSERT","digest":"gcr.io/p/i@$D"} | untagged
                    google-artifact-registry | | {"action":"DELETE","digest":"gcr.io/p/i@$D"} | untagged-delete
                    google-artifact-registry | | {"action":"DELETE","tag":"gcr.io/p/i:1"} | deleted p/i:1 gcr.io
                    google-artifact-registry | | {"message":{"data":"%%%"}} | unreadable
                    google-artifact-registry | | {"message":{"data":"bm9uc2Vuc2U="}} | unreadable
                    artifactory | | {"domain":"docker","event_type":"pushed","data":{"repo_key":"k","image_name":"t/a","tag":"1","sha256":"$H"},"jpd_origin":"https://wrong.example"} | pushed k/t/a:1
                    artifactory | | {"domain":"docker","event_type":"pushed","data":{"repo_key":"k-cache","image_name":"t/a","tag":"1","sha256":"$H"}} | proxy-cache
                    artifactory | | {"domain":"docker","event_type":"pushed","data":{"repo_key":"k","image_name":"t/a","tag":"sha256:$H","sha256":"$H"}} | not-a-tag
                    artifactory | | {"domain":"docker","event_type":"deleted","data":{"repo_key":"k","image_name":"t/a","tag":"1"}} | deleted k/t/a:1
                    artifactory | | {"domain":"artifact","event_type":"deployed","data":{"repo_key":"k","path":"t/a/1/manifest.json","sha256":"$H"}} | not-an-image
                    nexus | X-Nexus-Webhook-ID=rm:repository:component | {"action":"UPDATED","component":{"format":"docker","name":"a","version":"1"}} | announced a:1
                    nexus | | {"action":"DELETED","component":{"format":"docker","name":"a","version":"1"}} | deleted a:1
                    nexus | | {"action":"CREATED","component":{"format":"maven2","name":"a","version":"1"}} | not-an-image
                    nexus | | {"action":"CREATED","asset":{"format":"docker","name":"/v2/a/manifests/1"}} | asset
                    nexus | | {"action":"PURGED","component":{"id":"x"}} | retention
                    gitea | X-Gitea-Event=package;X-GitHub-Event=package | {"action":"created","package":{"type":"container","owner":{"login":"Team"},"name":"web","version":"v1","html_url":"https://g.example:3000/Team/-/packages/container/web/v1"}} | announced team/web:v1 g.example:3000
                    forgejo | X-Forgejo-Event=package | {"action":"created","package":{"type":"container","owner":{"username":"team"},"name":"web","version":"v1"}} | announced team/web:v1
                    gitea | X-Gitea-Event=package | {"action":"created","package":{"type":"container","owner":{"login":"team"},"name":"web","version":"$D"}} | not-a-tag
                    gitea | X-Gitea-Event=package | {"action":"deleted","package":{"type":"container","owner":{"login":"team"},"name":"web","version":"1"}} | deleted team/web:1
                    gitea | X-Gitea-Event=package | {"action":"created","package":{"type":"npm","name":"web","version":"1"}} | not-an-image
                    gitea | X-Gitea-Event=push | {} | unknown-action
                    gitea | X-GitHub-Event=package | {"action":"published","package":{}} | unreadable
                    cdevents | Ce-Type=dev.cdevents.artifact.published.0.1.0 | {"subject":{"id":"pkg:oci/a@sha256%3A$H?repository_url=r.example:5000/t/a&tag=1%2E0"}} | pushed t/a:1.0 r.example:5000
                    cdevents | | [{"specversion":"1.0","type":"dev.cdevents.artifact.published.0.3.0","data":{"subject":{"id":"pkg:oci/a@$D?tag=1&repository_url=r.example%2Fa"}}},{"specversion":"1.0","type":"dev.cdevents.artifact.signed.0.2.0","data":{}}] | pushed a:1 r.example, not-published
                    cdevents | Ce-Type=dev.cdevents.artifact.published.0.3.0 | {"subject":{"id":"pkg:oci/a?repository_url=r.example/a&tag=1"}} | announced a:1 r.example
                    cdevents | Ce-Type=dev.cdevents.artifact.published.0.3.0 | {"subject":{"id":"pkg:oci/a@$D?tag=1"}} | no-repository
                    cdevents | Ce-Type=dev.cdevents.artifact.published.0.3.0 | {"subject":{"id":"pkg:oci/a@$D?repository_url=r.example/a"}} | untagged
                    cdevents | Ce-Type=dev.cdevents.artifact.published.0.3.0 | {"subject":{"id":"pkg:oci/a@%zz?repository_url=r.example/a&tag=1"}} | announced a:1 r.example
                    cdevents | Ce-Type=dev.cdevents.pipelinerun.finished.0.2.0 | {"subject":{"id":"x"}} | unknown-action
                    cdevents | | {"subject":{"id":"x"}} | fault
                    generic | | {"image":"r.example/t/a:1@$D"} | pushed t/a:1 r.example
                    generic | | {"image":"r.example:5000/t/a:1"} | announced t/a:1 r.example:5000
                    generic | | {"name":"r.example/t/a","tag":"1","digest":"$D"} | pushed t/a:1 r.example
                    generic | | {"image":"t/a:1"} | unreadable
                    generic | | {"image":"r.example/t/a"} | unreadable
                    generic | | {"image":"r.example/t/a@$D"} | unreadable
                    generic | | {"image":"r.example/t/a:1@sha256:short"} | unreadable
                    generic | | {"image":"r.example/T/a:1"} | unreadable
                    generic | | {"image":"r.example/t/a:1","time":"yesterday"} | unreadable
                    generic | | {"image":7} | unreadable
                    generic | Ce-Type=org.example.image.pushed.v1 | {"image":"r.example/t/a:1"} | announced t/a:1 r.example
                    generic | Ce-Type=org.example.build.finished | {"image":"r.example/t/a:1"} | unknown-action
                    """)
    void readsWhatItMeans(String dialect, String headers, String body, String meaning) {
        assertThat(meaning(read(dialect, headers, body))).isEqualTo(meaning);
    }

    @Test
    void readsFormsAsWell() {
        var form =
                "payload=%7B%22action%22%3A%22published%22%2C%22package%22%3A%7B%22package_type%22%3A"
                    + "%22container%22%2C%22namespace%22%3A%22o%22%2C%22name%22%3A%22w%22%2C"
                    + "%22package_version%22%3A%7B%22version%22%3A%22sha256%3A"
                        + HEX
                        + "%22%2C%22container_metadata%22%3A%7B%22tag%22%3A%7B%22name%22%3A%221%22%7D"
                        + "%7D%7D%7D%7D";

        assertThat(meaning(read("ghcr", "X-GitHub-Event=package", form))).isEqualTo("pushed o/w:1");
        assertThat(meaning(read("ghcr", "X-GitHub-Event=package", "payload=%zz")))
                .isEqualTo("unreadable");
    }

    @Test
    void readsBothWaysOfPubSub() {
        String data =
                "{\"action\":\"INSERT\",\"digest\":\"gcr.io/p/i@$D\",\"tag\":\"gcr.io/p/i:1\"}";
        String wrapped =
                "{\"message\":{\"messageId\":\"7\",\"data\":\"%s\"}}"
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(
                                                filled(data).getBytes(StandardCharsets.UTF_8)));

        assertThat(meaning(read("google-artifact-registry", null, wrapped)))
                .isEqualTo(meaning(read("google-artifact-registry", null, data)));
    }

    @Test
    void gitLabsTokenStaysInsideTheDialectAndOutOfWhatIsKept() {
        String event =
                """
                {"events":[{"action":"push","actor":{"name":"alice","user_type":"ci","user":"eyJhbGciOi.eyJzdWIi.c2ln",
                 "more":{"token":"glpat-1"}},"meta":{"any":["glpat-2"]},"id":"eyJhbGciOi.eyJzdWIi.c2ln",
                 "target":{"repository":"g/p","tag":"1","digest":"$D"}}]}\
                """;
        var dialect = dialect("gitlab");
        var request = Requests.of(filled(event));

        assertThat(dialect.redact(request))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .doesNotContain("eyJ", "glpat")
                                .contains("alice", "\"g/p\"", HEX));
        assertThat(dialect.redact(Requests.of("{\"actor\":{\"user\":\"eyJhbGciOi")))
                .as("nobody knows where a token begins in what is not JSON")
                .isEmpty();
        assertThat(
                        dialect.redact(
                                Requests.of(
                                        "{\"actor\":\"glpat-3\",\"a\":[{\"actor\":[\"glpat\"]}]}")))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("glpat"));
    }

    @Test
    void onlyGenericAnswersPeople() {
        var people =
                Dialects.all().names().stream()
                        .filter(name -> dialect(name).answersPeople())
                        .toList();

        assertThat(people).containsExactly("generic");
    }

    @Test
    void onlyWhoSendsManifestsMaySendLongBodies() {
        var verbose =
                Dialects.all().names().stream()
                        .filter(name -> dialect(name).longestBody() > 1024 * 1024)
                        .toList();

        assertThat(verbose).containsExactly("distribution", "gitlab", "zot");
    }

    @Test
    void anAbsurdHostIsAFaultAndNoStackOverflow() {
        String host = "a.".repeat(100_000) + "example";

        assertThat(
                        meaning(
                                read(
                                        "quay",
                                        null,
                                        "{\"docker_url\":\""
                                                + host
                                                + "/r\",\"updated_tags\":[\"1\"]}")))
                .isEqualTo("fault");
        assertThat(meaning(read("generic", null, "{\"image\":\"" + host + "/r:1\"}")))
                .isEqualTo("unreadable");
    }

    @Test
    void aThousandTagsAreEnough() {
        String tags = "\"1\",".repeat(5_000) + "\"1\"";

        assertThat(
                        meaning(
                                read(
                                        "quay",
                                        null,
                                        "{\"repository\":\"r\",\"updated_tags\":[" + tags + "]}")))
                .isEqualTo("unreadable");
    }

    private static String meaning(Reading reading) {
        return switch (reading) {
            case Reading.Unreadable _ -> "unreadable";
            case Reading.Reply(String json) -> json;
            case Reading.Understood understood -> meaning(understood);
        };
    }

    private static String meaning(Reading.Understood understood) {
        var said = understood.statements().stream().map(DialectTrapsTest::meaning).toList();
        var faults = understood.faults().stream().map(_ -> "fault").toList();
        var ignored =
                understood.ignored().entrySet().stream()
                        .map(entry -> entry.getKey().label())
                        .toList();
        return List.of(said, faults, ignored).stream()
                .flatMap(List::stream)
                .reduce((one, other) -> one + ", " + other)
                .orElse("nothing");
    }

    private static String meaning(Statement statement) {
        String verb =
                switch (statement) {
                    case Statement.Pushed pushed -> {
                        assertThat(pushed.digest().value()).isEqualTo("sha256:" + HEX);
                        yield "pushed ";
                    }
                    case Statement.Announced _ -> "announced ";
                    case Statement.Deleted _ -> "deleted ";
                };
        return verb
                + statement.subject()
                + statement.subject().statedHost().map(host -> " " + host).orElse("");
    }

    private static Reading read(String dialect, @Nullable String headers, String body) {
        var fields = new HashMap<String, List<String>>(Map.of("User-Agent", List.of("test")));
        Arrays.stream(Optional.ofNullable(headers).orElse("").split(";", -1))
                .filter(header -> !header.isEmpty())
                .map(header -> header.split("=", 2))
                .forEach(pair -> fields.put(pair[0], List.of(pair[1])));
        return dialect(dialect)
                .read(
                        new WebhookRequest(
                                new Headers(fields),
                                filled(body).getBytes(StandardCharsets.UTF_8)));
    }

    private static String filled(String body) {
        return body.replace("$D", "sha256:" + HEX).replace("$H", HEX);
    }

    private static Dialect dialect(String name) {
        return Dialects.all().named(name).orElseThrow();
    }
}
