// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushwire.sandbox.rollout.RolloutController;
import io.pushwire.sandbox.rollout.RolloutOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The commands that the README promises, run by the real kubectl.
@Timeout(60)
@ParameterizedClass(name = "{0}")
@MethodSource("io.pushwire.sandbox.Rung#all")
class KubectlIT {
    @TempDir private Path folder;

    private final Rung rung;
    private final RolloutImages images;
    private TestClient client;
    private Rung.Namespace namespace;
    private Optional<RolloutController> controller = Optional.empty();

    KubectlIT(Rung rung) {
        this.rung = rung;
        this.images = RolloutImages.on(rung);
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        if (!isThere()) {
            System.out.println("SKIPPED: kubectl is not on the PATH, so nobody tried it.");
        }
        assumeTrue(isThere(), "kubectl is not on the PATH");
        client = new TestClient(rung.baseUrl());
        namespace = Rung.Namespace.create(client);
        if (!rung.hasControllers()) {
            controller = Optional.of(RolloutController.start(RolloutOptions.of(rung.baseUrl())));
        }
        Files.writeString(folder.resolve("config"), rung.kubeconfig());
        Files.writeString(
                folder.resolve("web.json"), TestClient.deployment("web", images.of("shop/web:1")));
        kubectl("create", "-f", folder.resolve("web.json").toString());
        kubectl("rollout", "status", "deploy/web", "--timeout=10s");
    }

    @AfterEach
    void stop() {
        controller.ifPresent(RolloutController::close);
        if (client != null) {
            namespace.close();
            client.close();
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("kubectl", "version", "--client")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of("kubectl", "--namespace", namespace.name(), "--kubeconfig"));
        command.add(folder.resolve("config").toString());
        command.add("--cache-dir");
        command.add(folder.resolve("cache").toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void printsTables() throws IOException, InterruptedException {
        assertThat(kubectl("get", "deploy", "-A", "-o", "wide"))
                .containsPattern("NAMESPACE +NAME +READY +UP-TO-DATE")
                .containsPattern("web +1/1 .* " + images.of("shop/web:1"));
        assertThat(kubectl("get", "pods", "-l", "app=web")).containsPattern("web-.*1/1 +Running");
        assertThat(kubectl("get", "deploy", "web", "-o", "yaml"))
                .contains("image: " + images.of("shop/web:1"));
    }

    @Test
    void writes() throws IOException, InterruptedException {
        assertThat(kubectl("annotate", "deploy", "web", "a=b")).contains("annotated");
        assertThat(kubectl("label", "deploy", "web", "c=d")).contains("labeled");
        assertThat(kubectl("scale", "deploy", "web", "--replicas=2")).contains("scaled");
        assertThat(kubectl("rollout", "status", "deploy/web", "--timeout=10s"))
                .contains("successfully rolled out");
        var patch = "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":9}]";
        assertThat(kubectl("patch", "deploy", "web", "--type=json", "-p", patch))
                .contains("the server rejected our request");
    }

    @Test
    void deletes() throws IOException, InterruptedException {
        kubectl("run", "alone", "--image=" + images.of("shop/web:1"));
        assertThat(kubectl("delete", "pod", "alone")).contains("deleted");
        assertThat(kubectl("get", "pod", "alone")).contains("NotFound");
    }

    @Test
    void isToldWhatTheSandboxDoesNotDo() throws IOException, InterruptedException {
        var set = kubectl("set", "image", "deploy/web", "main=" + images.of("shop/web:2"));
        var created = kubectl("create", "configmap", "other");

        if (rung.isReal()) {
            assertThat(set).contains("image updated");
            assertThat(created).contains("created");
        } else {
            assertThat(set).contains("does not do strategic merge patch", "--type=json");
            assertThat(created).contains("JSON and YAML, not protobuf");
        }
    }
}
