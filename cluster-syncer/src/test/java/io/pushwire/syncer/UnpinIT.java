// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.kafka.Topics;
import io.pushwire.syncer.command.Commands;
import io.pushwire.testing.EmbeddedKafka;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// The way to leave Pushwire, after a real syncer has pinned.
@Timeout(120)
class UnpinIT {

    private static final String DEPLOYMENTS = "apps/v1/deployments";
    private static final Digest DIGEST = new Digest("sha256:" + "1".repeat(64));

    private final TestCluster api = TestCluster.shared();
    private final StringWriter out = new StringWriter();
    private String namespace;
    private ImageTag tag;

    @BeforeEach
    void pin() {
        namespace = api.createNamespace("unpin");
        tag = new ImageTag("registry.example.com", namespace + "/web", "1");
        create("web");
        create("changed");
        try (var log = new Log(EmbeddedKafka.bootstrapServers());
                var _ =
                        RunningSyncer.start(namespace, EmbeddedKafka.bootstrapServers(), Map.of())
                                .awaitReady()) {
            log.outcomes(Topics.outcomes(namespace), log.push(tag, DIGEST), 2);
        }
        assertThat(image("web")).isEqualTo(tag + "@" + DIGEST);
        api.merge(
                DEPLOYMENTS,
                namespace,
                "changed",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"theirs:2\"}]}}}}");
        api.annotate(DEPLOYMENTS, namespace, "changed", "imago-config-spec", "{}");
    }

    @Test
    void givesBackWhatIsOursAndOnlyThat() {
        assertThat(execute("unpin", "-n", namespace, "--rate", "100", "--dry-run")).isZero();
        assertThat(out.toString()).contains("2 of 2 would be given back");
        assertThat(image("web")).isEqualTo(tag + "@" + DIGEST);

        assertThat(execute("unpin", "deployment/web", "-n", namespace)).isZero();
        assertThat(image("web")).isEqualTo(tag.toString());
        assertThat(annotations("web")).doesNotContain("pushwire.io");
        assertThat(annotations("changed")).contains("pushwire.io/pinned");

        assertThat(execute("unpin", "-n", namespace)).isZero();
        assertThat(image("changed")).isEqualTo("theirs:2");
        assertThat(annotations("changed"))
                .doesNotContain("pushwire.io")
                .contains("imago-config-spec");
        assertThat(out.toString())
                .contains("app: %s@%s -> %s".formatted(tag, DIGEST, tag))
                .contains("theirs:2 now, which is not what Pushwire wrote; it stays")
                .contains("1 of 1 given back, 1 of them with an image that stays");

        assertThat(execute("unpin", "deployment/web", "-n", namespace)).isEqualTo(1);
        assertThat(out.toString()).contains("deployment/web is not there, or not pinned");
    }

    private int execute(String... arguments) {
        Map<String, Object> settings =
                Map.of(
                        "pushwire.cluster",
                        namespace,
                        "pushwire.kafka.bootstrap-servers",
                        "127.0.0.1:1",
                        "pushwire.kubernetes.kubeconfig",
                        api.kubeconfig().toString());
        return Commands.execute(
                new SyncerDesk(settings),
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                arguments);
    }

    private void create(String name) {
        api.create(
                DEPLOYMENTS,
                namespace,
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},
                 "spec":{"selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
                   "spec":{"containers":[{"name":"app","image":"%2$s"}]}}}}
                """
                        .formatted(name, tag));
    }

    private String annotations(String name) {
        return String.valueOf(
                api.get(DEPLOYMENTS, namespace, name)
                        .getAsJsonObject("metadata")
                        .get("annotations"));
    }

    private String image(String name) {
        JsonObject spec = api.get(DEPLOYMENTS, namespace, name).getAsJsonObject("spec");
        return TestCluster.images(spec.getAsJsonObject("template").getAsJsonObject("spec"))
                .getFirst();
    }
}
