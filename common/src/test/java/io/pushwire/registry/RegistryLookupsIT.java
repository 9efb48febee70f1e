// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Looked.Found;
import io.pushwire.registry.Looked.NotAllowed;
import io.pushwire.registry.Looked.NotFound;
import io.pushwire.registry.Looked.Unavailable;
import io.pushwire.registry.RegistrySettings.Limits;
import io.pushwire.testing.ChildProcess;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;
import io.pushwire.testing.RegistryProcess.Setup;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Timeout(120)
class RegistryLookupsIT {

    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("ci:s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder;

    @BeforeAll
    static void realRegistry() {
        RegistryProcess.assumeInstalled();
    }

    @Test
    void seesWhatATagPointsAtAndWhatIsGone() throws Exception {
        try (var registry = RegistryProcess.start();
                var lookups = lookups(plain(registry.host()))) {
            var pusher = ImagePusher.to(registry);
            Digest first = pusher.push("team/web", "1", "first");
            var before = Instant.now();
            var tag = new ImageTag(registry.host(), "team/web", "1");

            var found = (Found) lookups.look(tag);
            assertThat(found.digest()).isEqualTo(first);
            assertThat(found.mediaType()).isEqualTo(ImagePusher.OCI_MANIFEST);
            assertThat(found.asked()).isBetween(before, Instant.now());

            Digest second = pusher.push("team/web", "1", "second");
            assertThat(digest(lookups.look(tag))).isEqualTo(second);
            assertThat(digest(lookups.look(tag, first))).isEqualTo(first);

            pusher.delete("team/web", first);
            assertThat(lookups.look(tag, first)).isInstanceOf(NotFound.class);
            assertThat(lookups.look(new ImageTag(registry.host(), "team/web", "2")))
                    .isEqualTo(
                            new NotFound(
                                    registry.host()
                                            + " answered 404 for "
                                            + registry.host()
                                            + "/team/web:2"));
            assertThat(lookups.look(new ImageTag(registry.host(), "no/such", "1")))
                    .isInstanceOf(NotFound.class);
        }
    }

    @Test
    void seesTheIndexOfAnImageForSeveralPlatforms() throws Exception {
        try (var registry = RegistryProcess.start();
                var lookups = lookups(plain(registry.host()))) {
            Digest index = ImagePusher.to(registry).pushIndex("multi", "1", "amd64", "arm64");

            var found = (Found) lookups.look(new ImageTag(registry.host(), "multi", "1"));

            assertThat(found.digest()).isEqualTo(index);
            assertThat(found.mediaType()).isEqualTo(ImagePusher.OCI_INDEX);
        }
    }

    @Test
    void showsAPasswordToARegistryThatWantsOne() throws Exception {
        Path right = Files.writeString(folder.resolve("right"), "s3cret\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "guessed");
        try (var registry = RegistryProcess.start(Setup.ANONYMOUS.behindPassword("ci", "s3cret"))) {
            var settings = plain(registry.host());
            var tag = new ImageTag(registry.host(), "team/web", "1");
            Digest digest = pusher(registry, BASIC).push("team/web", "1", "one");

            assertThat(digest(once(settings.withCredentials(password(right)), tag)))
                    .isEqualTo(digest);
            assertThat(digest(once(settings.withCredentials(auths(registry.host())), tag)))
                    .isEqualTo(digest);
            assertThat(once(settings, tag))
                    .isEqualTo(
                            new NotAllowed(
                                    registry.host()
                                            + " wants name and password, and none are configured"));
            assertThat(once(settings.withCredentials(password(wrong)), tag))
                    .isInstanceOf(NotAllowed.class);
            assertThat(once(settings.withCredentials(password(folder.resolve("none"))), tag))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void readsAPasswordAgainAfterItWasRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "old");
        try (var registry = RegistryProcess.start(Setup.ANONYMOUS.behindPassword("ci", "s3cret"));
                var lookups = lookups(plain(registry.host()).withCredentials(password(file)))) {
            var tag = new ImageTag(registry.host(), "team/web", "1");
            Digest digest = pusher(registry, BASIC).push("team/web", "1", "one");
            assertThat(lookups.look(tag)).isInstanceOf(NotAllowed.class);

            Files.writeString(file, "s3cret");

            assertThat(digest(lookups.look(tag))).isEqualTo(digest);
        }
    }

    @Test
    void fetchesOneTokenForAllTagsOfARepository() throws Exception {
        var issuer = TestCertificate.selfSigned();
        Path right = Files.writeString(folder.resolve("right"), "s3cret");
        Path wrong = Files.writeString(folder.resolve("wrong"), "guessed");
        try (var tokens = new TestTokenService(issuer);
                var registry =
                        RegistryProcess.start(
                                Setup.ANONYMOUS.behindTokens(
                                        tokens.realm(), TestTokenService.SERVICE, issuer))) {
            var pusher = pusher(registry, "Bearer " + tokens.pushToken("team/web"));
            Digest digest = pusher.push("team/web", "1", "one");
            List<ImageTag> tags = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                pusher.push("team/web", "t" + i, "one");
                tags.add(new ImageTag(registry.host(), "team/web", "t" + i));
            }
            var settings =
                    plain(registry.host())
                            .withTokenRealms(Set.of(tokens.authority()))
                            .withCredentials(password(right));

            try (var lookups = lookups(settings)) {
                assertThat(all(lookups, tags))
                        .allSatisfy(looked -> assertThat(digest(looked)).isEqualTo(digest));
            }
            assertThat(tokens.asked())
                    .containsExactly(
                            "service="
                                    + TestTokenService.SERVICE
                                    + "&scope=repository:team/web:pull");

            assertThat(once(settings.withCredentials(password(wrong)), tags.getFirst()))
                    .isEqualTo(
                            new NotAllowed(
                                    "the token service " + tokens.authority() + " answered 401"));
            assertThat(
                            once(
                                    settings.withCredentials(new CredentialSource.Anonymous()),
                                    tags.getFirst()))
                    .isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void contactsNoTokenServiceThatIsNotAllowed() throws Exception {
        var issuer = TestCertificate.selfSigned();
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        try (var foreign = CountingRelay.silent()) {
            var realm = URI.create("http://" + foreign.authority() + "/token");
            try (var registry =
                    RegistryProcess.start(
                            Setup.ANONYMOUS.behindTokens(
                                    realm, TestTokenService.SERVICE, issuer))) {
                var settings = plain(registry.host()).withCredentials(password(password));

                assertThat(once(settings, new ImageTag(registry.host(), "team/web", "1")))
                        .isEqualTo(
                                new NotAllowed(
                                        registry.host()
                                                + " sends to \""
                                                + realm
                                                + "\" for a token, which is not among the token"
                                                + " realms of "
                                                + registry.host()));
            }
            assertThat(foreign.connections()).isZero();
        }
    }

    @Test
    void checksCertificatesUnlessThisRegistryIsExcepted() throws Exception {
        var certificate = TestCertificate.selfSigned();
        var other = TestCertificate.selfSigned();
        try (var registry = RegistryProcess.start(Setup.ANONYMOUS.overTls(certificate))) {
            var settings = RegistrySettings.of(registry.host());
            var tag = new ImageTag(registry.host(), "team/web", "1");

            assertThat(once(settings, tag))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            refused -> assertThat(refused.reason()).contains("PKIX"));
            assertThat(once(settings.withTransport(new Transport.TlsUnverified()), tag))
                    .isInstanceOf(NotFound.class);
            assertThat(
                            once(
                                    settings.withTransport(
                                            new Transport.TlsTrusting(
                                                    certificate.certificateFile())),
                                    tag))
                    .isInstanceOf(NotFound.class);
            assertThat(
                            once(
                                    settings.withTransport(
                                            new Transport.TlsTrusting(other.certificateFile())),
                                    tag))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void asksDockersCredentialHelpersAndEndsThoseThatHang() throws Exception {
        script(
                "docker-credential-good",
                "cat > /dev/null; echo '{\"Username\":\"ci\",\"Secret\":\"s3cret\"}'");
        script("docker-credential-hanging", "cat > /dev/null; sleep 600");
        try (var registry = RegistryProcess.start(Setup.ANONYMOUS.behindPassword("ci", "s3cret"))) {
            Digest digest = pusher(registry, BASIC).push("team/web", "1", "one");

            assertThat(inChild(registry.host(), "{\"credsStore\":\"good\"}"))
                    .contains("Found")
                    .contains(digest.value());
            String helpers = "{\"credHelpers\":{\"%s\":\"hanging\"}}".formatted(registry.host());
            assertThat(inChild(registry.host(), helpers))
                    .contains("Unavailable")
                    .contains("were not there within PT6S] after ")
                    .contains("helpers left: 0");
        }
    }

    @Test
    void aThousandAtOnceShareAFewConnections() throws Exception {
        try (var registry = RegistryProcess.start();
                var relay = CountingRelay.to(registry.port())) {
            var pusher = ImagePusher.to(registry);
            List<ImageTag> tags = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                pusher.push("team/web", "t" + i, "one");
            }
            for (int i = 0; i < 1_000; i++) {
                // A tenth of them is there; each is a request of its own.
                tags.add(new ImageTag(registry.host(), "team/web", "t" + i));
            }
            var settings =
                    plain(registry.host())
                            .withApi(relay.authority())
                            .withLimits(new Limits(100_000, 16, Duration.ofSeconds(30)));

            try (var lookups = lookups(settings)) {
                for (int round = 1; round <= 3; round++) {
                    long begun = System.nanoTime();
                    List<Looked> answers = all(lookups, tags);
                    long millis = (System.nanoTime() - begun) / 1_000_000;
                    System.out.printf(
                            "1000 look-ups, round %d: %d ms, connections so far: %d%n",
                            round, millis, relay.connections());
                    assertThat(answers).filteredOn(Found.class::isInstance).hasSize(100);
                    assertThat(answers).filteredOn(NotFound.class::isInstance).hasSize(900);
                }
            }
            assertThat(relay.connections()).isLessThanOrEqualTo(32);
        }
    }

    @Test
    void aRegistryThatDiedIsUnavailable() throws Exception {
        var registry = RegistryProcess.start();
        var tag = new ImageTag(registry.host(), "team/web", "1");
        try (var lookups = lookups(plain(registry.host()))) {
            ImagePusher.to(registry).push("team/web", "1", "one");
            assertThat(lookups.look(tag)).isInstanceOf(Found.class);

            registry.close();

            eventually(() -> assertThat(lookups.look(tag)).isInstanceOf(Unavailable.class));
        }
    }

    private String inChild(String host, String config) throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        var command =
                List.of(
                        "/usr/bin/env",
                        "PATH=" + folder + ":" + System.getenv("PATH"),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LookupMain.class.getName(),
                        host + "/team/web:1",
                        file.toString());
        try (var child = ChildProcess.start(command)) {
            eventually(() -> assertThat(child.isAlive()).isFalse());
            return child.output();
        }
    }

    private void script(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private CredentialSource auths(String host) throws IOException {
        String config =
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(host, BASIC.substring("Basic ".length()));
        return new CredentialSource.DockerConfig(
                Files.writeString(folder.resolve("config.json"), config));
    }

    private static CredentialSource password(Path file) {
        return new CredentialSource.PasswordFile("ci", file);
    }

    private static ImagePusher pusher(RegistryProcess registry, String authorization) {
        return new ImagePusher(
                HttpClient.newHttpClient(), registry.uri(), Optional.of(authorization));
    }

    private static RegistrySettings plain(String host) {
        return RegistrySettings.of(host).withTransport(new Transport.PlainHttp());
    }

    private static RegistryLookups lookups(RegistrySettings settings) {
        return new RegistryLookups(List.of(settings), Clock.systemUTC());
    }

    private static Looked once(RegistrySettings settings, ImageTag tag) throws Exception {
        try (var lookups = lookups(settings)) {
            return lookups.look(tag);
        }
    }

    private static List<Looked> all(DigestLookup lookups, List<ImageTag> tags) throws Exception {
        List<Looked> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Looked>> questions = new ArrayList<>();
            tags.forEach(tag -> questions.add(() -> lookups.look(tag)));
            for (Future<Looked> answer : threads.invokeAll(questions)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static Digest digest(Looked looked) {
        return ((Found) looked).digest();
    }
}
