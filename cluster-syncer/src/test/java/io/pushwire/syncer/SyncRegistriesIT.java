// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer;

import static io.pushwire.syncer.SyncRig.DEPLOYMENTS;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.registry.TestTokenService;
import io.pushwire.syncer.SyncRig.Ran;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;
import io.pushwire.testing.RegistryProcess.Setup;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The command `sync` at registries of every kind, real ones.
@Timeout(120)
class SyncRegistriesIT {

    private static final String BASIC = basic("ci", "s3cret");
    private static final String WRONG = basic("ci", "guessed");

    private final SyncRig rig = new SyncRig("sync-registries");
    private final List<Ran> runs = new ArrayList<>();

    @TempDir private Path folder;

    @AfterEach
    void noSecretIsEverSaid() {
        assertThat(runs)
                .allSatisfy(ran ->
                        assertThat(ran.toString())
                                .doesNotContain("s3cret")
                                .doesNotContain("guessed")
                                .doesNotContain(BASIC.substring("Basic ".length())));
    }

    @Test
    void pinsTheIndexOfAnImageForSeveralPlatforms() {
        try (var registry = RegistryProcess.start()) {
            Digest index = ImagePusher.to(registry).pushIndex("multi", "1", "amd64", "arm64");
            rig.deployment("web", registry.host() + "/multi:1");

            assertThat(sync("--update").code()).isZero();

            assertThat(rig.image(DEPLOYMENTS, "web"))
                    .isEqualTo(registry.host() + "/multi:1@" + index);
        }
    }

    @Test
    void aRegistryErrorIsNeverOk() {
        try (var registry = RegistryProcess.start()) {
            ImagePusher.to(registry).push("team/web", "1", "one");
            String away = "127.0.0.1:" + Ports.free() + "/team/web:1";
            rig.deployment("away", away);
            rig.deployment("unknown", registry.host() + "/team/web:2");
            rig.deployment("web", registry.host() + "/team/web:1");
            rig.deployment("broken", "not an image");

            Ran ran = sync("--update");

            assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("  app cannot be looked up: Tried to ask 127.0.0.1:")
                    .contains(
                            "  app cannot be looked up: %s answered 404 for %s/team/web:2"
                                    .formatted(registry.host(), registry.host()))
                    .contains("  app cannot be looked up: not an image is no image reference")
                    .contains(
                            "4 workloads with 3 images: 0 ok, 1 out of date, 0 left, 3 failed; 1"
                                    + " updated");
            assertThat(rig.image(DEPLOYMENTS, "away")).isEqualTo(away);
        }
    }

    @Test
    void aRegistryThatIsAwayIsNotAskedForEverything() {
        String host = "127.0.0.1:" + Ports.free();
        for (int i = 0; i < 8; i++) {
            rig.deployment("web-" + i, host + "/team/web:" + i);
        }

        Ran ran = sync("--parallelism", "1");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains(host + " did not answer 3 look-ups in a row, so it was not asked")
                .contains("8 failed");
    }

    @Test
    void showsAPasswordToARegistryThatWantsOne() throws IOException {
        try (var registry = RegistryProcess.start(Setup.ANONYMOUS.behindPassword("ci", "s3cret"))) {
            pusher(registry, BASIC).push("team/web", "1", "one");
            rig.deployment("web", registry.host() + "/team/web:1");

            assertThat(sync("--docker-config", auths(registry.host(), WRONG)).out())
                    .contains("cannot be looked up: " + registry.host() + " answered 401 for");
            Ran ran = sync("--docker-config", auths(registry.host(), BASIC));
            assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.out()).contains("  app has to be updated");
        }
    }

    @Test
    void fetchesOneTokenForARepository() throws IOException {
        var issuer = TestCertificate.selfSigned();
        try (var tokens = new TestTokenService(issuer);
                var registry =
                        RegistryProcess.start(
                                Setup.ANONYMOUS.behindTokens(
                                        tokens.realm(), TestTokenService.SERVICE, issuer))) {
            var pusher = pusher(registry, "Bearer " + tokens.pushToken("team/web"));
            for (int i = 0; i < 4; i++) {
                pusher.push("team/web", "t" + i, "one");
                rig.deployment("web-" + i, registry.host() + "/team/web:t" + i);
            }
            String config = auths(registry.host(), BASIC);

            Ran refused = sync("--docker-config", config);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).contains("is not among the token realms of");
            assertThat(tokens.asked()).isEmpty();

            Ran ran = sync("--docker-config", config, "--token-realm", tokens.authority());
            assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.out()).contains("4 out of date, 0 left, 0 failed");
            assertThat(tokens.asked()).hasSize(1);

            Ran wrong =
                    sync(
                            "--docker-config",
                            auths(registry.host(), WRONG),
                            "--token-realm",
                            tokens.authority());
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.out())
                    .contains("the token service " + tokens.authority() + " answered 401");
        }
    }

    @Test
    void pullsWithTheWorkloadsOwnSecretsAndThoseOfItsAccount() {
        try (var registry = RegistryProcess.start(Setup.ANONYMOUS.behindPassword("ci", "s3cret"))) {
            pusher(registry, BASIC).push("team/web", "1", "one");
            String image = registry.host() + "/team/web:1";
            secret("wrong", registry.host(), WRONG);
            secret("regcred", registry.host() + "/team", BASIC);
            secret("elsewhere", "registry.example.com", BASIC);
            account("puller", "regcred");
            rig.deployment("own", image, "", pullingWith("elsewhere", "wrong", "regcred"));
            rig.deployment("byaccount", image, "", ",\"serviceAccountName\":\"puller\"");
            rig.deployment("none", image);

            assertThat(sync().out()).contains("3 failed");
            Ran ran = sync("--pull-secrets");

            assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
            assertThat(ran.out()).contains("2 out of date, 0 left, 1 failed");
            assertThat(ran.out()).contains("wants name and password, and none are configured");
        }
    }

    @Test
    void saysWhichSecretIsMissing() {
        try (var registry = RegistryProcess.start()) {
            ImagePusher.to(registry).push("team/web", "1", "one");
            rig.deployment("web", registry.host() + "/team/web:1", "", pullingWith("gone"));

            Ran ran = sync("--pull-secrets");

            assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
            assertThat(ran.out())
                    .contains(
                            "note: secrets/gone of namespace %s cannot be read"
                                    .formatted(rig.namespace));
        }
    }

    @Test
    void checksCertificatesUnlessTheRegistryIsExceptedOrLocal() {
        try (var registry =
                RegistryProcess.start(Setup.ANONYMOUS.overTls(TestCertificate.selfSigned()))) {
            // The loopback address in a spelling that is not known for it.
            String host = "[::ffff:7f00:1]:" + registry.port();
            rig.deployment("web", host + "/team/web:1");

            assertThat(sync().out()).contains("PKIX");
            assertThat(sync("--insecure-registry", host).out())
                    .contains("answered 404 for " + host + "/team/web:1");

            rig.api.delete(DEPLOYMENTS, rig.namespace, "web");
            rig.deployment("local", registry.host() + "/team/web:1");
            assertThat(sync().out()).contains("answered 404 for " + registry.host());
        }
    }

    private Ran sync(String... flags) {
        Ran ran = rig.sync(flags);
        runs.add(ran);
        return ran;
    }

    private void secret(String name, String place, String authorization) {
        String config =
                "{\"auths\":{\"https://%s\":{\"auth\":\"%s\"}}}"
                        .formatted(place, authorization.substring("Basic ".length()));
        rig.api.create(
                "v1/secrets",
                rig.namespace,
                """
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s"},"type":"kubernetes.io/dockerconfigjson",
                 "data":{".dockerconfigjson":"%s"}}
                """
                        .formatted(name, base64(config)));
    }

    private void account(String name, String secret) {
        rig.api.create(
                "v1/serviceaccounts",
                rig.namespace,
                """
                {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"%s"},"imagePullSecrets":[{"name":"%s"}]}
                """
                        .formatted(name, secret));
    }

    private static String pullingWith(String... secrets) {
        return List.of(secrets).stream()
                .map("{\"name\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", ",\"imagePullSecrets\":[", "]"));
    }

    private String auths(String host, String authorization) throws IOException {
        String config =
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(host, authorization.substring("Basic ".length()));
        return Files.writeString(folder.resolve("config.json"), config).toString();
    }

    private static ImagePusher pusher(RegistryProcess registry, String authorization) {
        return new ImagePusher(
                HttpClient.newHttpClient(), registry.uri(), Optional.of(authorization));
    }

    private static String basic(String user, String password) {
        return "Basic " + base64(user + ":" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
