// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The look-ups as they are configured, at real registries.
final class LookUpIT {

    private static final Digest MADE_UP = new Digest("sha256:" + "0".repeat(64));
    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("robot:s3cr3t".getBytes(StandardCharsets.UTF_8));

    private TestCertificate certificate;
    private RegistryProcess open;
    private RegistryProcess guarded;
    private TestListener listener;
    private TagsFollower tags;
    private SettledLog log;

    @BeforeEach
    void start() throws IOException {
        certificate = TestCertificate.selfSigned();
        open = RegistryProcess.start();
        guarded =
                RegistryProcess.start(
                        RegistryProcess.Setup.ANONYMOUS
                                .overTls(certificate)
                                .behindPassword("robot", "s3cr3t"));
        Path password = Files.writeString(Files.createTempFile("robot", ""), "s3cr3t\n");
        var settings = new HashMap<String, Object>();
        source(settings, "open", open, Map.of("look-up.plain-http", "true"));
        source(
                settings,
                "guarded",
                guarded,
                Map.of(
                        "look-up.ca-file",
                        certificate.certificateFile(),
                        "look-up.username",
                        "robot",
                        "look-up.password-from",
                        password));
        listener = TestListener.start(EmbeddedKafka.bootstrapServers(), settings);
        listener.awaitReadiness();
        tags = new TagsFollower(EmbeddedKafka.bootstrapServers());
        log = new SettledLog();
    }

    @AfterEach
    void stop() {
        log.close();
        tags.close();
        listener.close();
        guarded.close();
        open.close();
    }

    @Test
    void eachRegistryIsAskedInItsOwnWay() {
        Digest there = ImagePusher.to(open).push("team/web", "1", "open");
        Digest behind = pusher(guarded).push("team/web", "1", "guarded");

        announce("open", image(open, "team/web"));
        announce("guarded", image(guarded, "team/web"));

        eventually(() -> assertThat(tags.digest(image(open, "team/web"))).hasValue(there));
        eventually(() -> assertThat(tags.digest(image(guarded, "team/web"))).hasValue(behind));
    }

    @Test
    void aRegistryThatIsAwayIsAskedUntilItIsBack() {
        ImageTag delayed = image(open, "team/delayed");
        ImageTag other = image(guarded, "team/other");
        Digest there = ImagePusher.to(open).push("team/delayed", "1", "delayed");
        Digest behind = pusher(guarded).push("team/other", "1", "other");
        open.stop();

        announce("open", delayed);
        announce("guarded", other);
        eventually(() -> assertThat(tags.digest(other)).hasValue(behind));
        assertThat(tags.digest(delayed)).isEmpty();

        open.startAgain();
        eventually(() -> assertThat(tags.digest(delayed)).hasValue(there));
    }

    @Test
    void whoCannotProveHimselfIsBelievedOnlyWhereTheRegistrySaysTheSame() {
        ImageTag image = image(open, "team/lied-about");
        Digest there = ImagePusher.to(open).push(image.repository(), image.tag(), "true");

        assertThat(
                        listener.post("open", "{\"image\":\"" + image + "@" + MADE_UP + "\"}")
                                .statusCode())
                .isEqualTo(202);

        eventually(() -> assertThat(tags.digest(image)).hasValue(there));
        assertThat(log.digestsEver(image)).containsExactly(there);
        assertThat(log.observations(image)).hasSize(1);
    }

    @Test
    void aForeignAddressInAPayloadIsNeverContacted() throws IOException {
        var contacts = new AtomicInteger();
        try (var foreign = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> count(foreign, contacts));
            String host = "127.0.0.1:" + foreign.getLocalPort();
            ImageTag marker = image(open, "team/marker");
            Digest there = ImagePusher.to(open).push(marker.repository(), marker.tag(), "marker");

            for (String body :
                    new String[] {
                        "{\"image\":\"" + host + "/team/web:1\"}",
                        "{\"image\":\"" + host + "/team/web:1@" + MADE_UP + "\"}",
                        "{\"name\":\"" + host + "/team/web\",\"tag\":\"1\"}"
                    }) {
                assertThat(listener.post("open", body).statusCode()).isEqualTo(422);
            }
            announce("open", marker);

            // Later than all of them, and settled.
            eventually(() -> assertThat(tags.digest(marker)).hasValue(there));
            assertThat(contacts).hasValue(0);
            new Socket(foreign.getInetAddress(), foreign.getLocalPort()).close();
            eventually(() -> assertThat(contacts).as("the trap works").hasValue(1));
        }
    }

    private static void count(ServerSocket foreign, AtomicInteger contacts) {
        try {
            while (true) {
                foreign.accept().close();
                contacts.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private ImagePusher pusher(RegistryProcess registry) {
        return new ImagePusher(
                HttpClient.newBuilder().sslContext(certificate.clientContext()).build(),
                registry.uri(),
                Optional.of(BASIC));
    }

    private void announce(String source, ImageTag image) {
        assertThat(listener.post(source, "{\"image\":\"" + image + "\"}").statusCode())
                .isEqualTo(202);
    }

    private static ImageTag image(RegistryProcess registry, String repository) {
        return new ImageTag(registry.host(), repository, "1");
    }

    private static void source(
            Map<String, Object> settings,
            String name,
            RegistryProcess registry,
            Map<String, Object> more) {
        String prefix = "pushwire.sources." + name + ".";
        settings.put(prefix + "dialect", "generic");
        settings.put(prefix + "registry", registry.host());
        settings.put(prefix + "auth.allow-anonymous", "true");
        more.forEach((key, value) -> settings.put(prefix + key, value.toString()));
    }
}
