// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import static io.pushwire.registry.FakeRegistry.answer;
import static io.pushwire.registry.FakeRegistry.answerWith;
import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.Looked.Found;
import io.pushwire.registry.Looked.NotAllowed;
import io.pushwire.registry.Looked.NotConfigured;
import io.pushwire.registry.Looked.TooManyRequests;
import io.pushwire.registry.Looked.Unavailable;
import io.pushwire.registry.RegistrySettings.Limits;
import io.pushwire.testing.Ports;
import io.pushwire.testing.SettableClock;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Timeout(60)
class LookupFaultsIT {

    private static final String DIGEST =
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final HttpHandler FOUND =
            exchange -> answer(exchange, 200, "Docker-Content-Digest", DIGEST);

    private final SettableClock clock = new SettableClock();
    @TempDir Path folder;

    @Test
    void aHostThatIsNotConfiguredIsNeverContacted() throws Exception {
        try (var foreign = CountingRelay.silent();
                var lookups = lookups(RegistrySettings.of("registry.example.com"))) {
            var tag = new ImageTag(foreign.authority(), "team/web", "1");

            assertThat(lookups.look(tag)).isEqualTo(new NotConfigured(foreign.authority()));
            assertThat(lookups.look(tag, new Digest(DIGEST)))
                    .isEqualTo(new NotConfigured(foreign.authority()));
            assertThat(foreign.connections()).isZero();
        }
    }

    @Test
    void aDeadRegistryEndsAtOnceAndASilentOneAtTheDeadline() throws Exception {
        var limits = new Limits(100, 4, Duration.ofSeconds(1));
        try (var silent = CountingRelay.silent()) {
            var refused = plain("127.0.0.1:" + Ports.free());
            var quiet = plain(silent.authority()).withLimits(limits);
            var quietTls = RegistrySettings.of(silent.authority()).withLimits(limits);

            assertThat(seconds(refused)).isLessThan(5);
            assertThat(seconds(quiet)).isBetween(0.9, 5.0);
            assertThat(seconds(quietTls)).isBetween(0.9, 5.0);
        }
    }

    @Test
    void aBodyThatDripsEndsAtTheDeadlineToo() throws Exception {
        var never = new CountDownLatch(1);
        HttpHandler dripping =
                exchange -> {
                    if (exchange.getRequestMethod().equals("HEAD")) {
                        answer(exchange, 200);
                        return;
                    }
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    await(never);
                };
        try (var registry = FakeRegistry.plain(dripping)) {
            var limits = new Limits(100, 4, Duration.ofSeconds(1));

            assertThat(seconds(plain(registry.host()).withLimits(limits))).isBetween(0.9, 5.0);
            never.countDown();
        }
    }

    @Test
    void leavesARegistryAloneUntilItWantsToBeAskedAgain() throws Exception {
        List<Integer> answers = new ArrayList<>(List.of(429, 200));
        HttpHandler busy =
                exchange ->
                        answer(
                                exchange,
                                answers.removeFirst(),
                                "Retry-After",
                                "120",
                                "Docker-Content-Digest",
                                DIGEST);
        try (var registry = FakeRegistry.plain(busy);
                var lookups = lookups(plain(registry.host()))) {
            assertThat(lookups.look(tag(registry, "1")))
                    .isEqualTo(new TooManyRequests(Duration.ofMinutes(2)));
            clock.pass(Duration.ofSeconds(100));
            assertThat(lookups.look(tag(registry, "2")))
                    .isEqualTo(new TooManyRequests(Duration.ofSeconds(20)));
            assertThat(registry.asked()).hasSize(1);

            clock.pass(Duration.ofSeconds(20));
            assertThat(lookups.look(tag(registry, "2"))).isInstanceOf(Found.class);
        }
    }

    @Test
    void credentialsDoNotFollowARedirect() throws Exception {
        var certificate = TestCertificate.selfSigned();
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        try (var foreign = FakeRegistry.tls(certificate, FOUND)) {
            HttpHandler redirecting =
                    exchange -> {
                        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                            answer(exchange, 401, "WWW-Authenticate", "Basic realm=\"x\"");
                            return;
                        }
                        answer(
                                exchange,
                                307,
                                "Location",
                                "https://localhost:" + foreign.port() + "/elsewhere");
                    };
            try (var registry = FakeRegistry.tls(certificate, redirecting);
                    var lookups =
                            lookups(
                                    RegistrySettings.of(registry.host())
                                            .withTransport(trusting(certificate))
                                            .withCredentials(
                                                    new CredentialSource.PasswordFile(
                                                            "ci", password)))) {
                assertThat(lookups.look(tag(registry, "1"))).isInstanceOf(Found.class);

                assertThat(registry.asked()).hasSize(2);
                assertThat(registry.asked().getLast()).contains("Basic ");
                assertThat(foreign.asked()).containsExactly("HEAD /elsewhere null");
            }
        }
    }

    @Test
    void aForeignHostCannotAskForCredentialsEither() throws Exception {
        var certificate = TestCertificate.selfSigned();
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        HttpHandler greedy =
                exchange -> answer(exchange, 401, "WWW-Authenticate", "Basic realm=\"x\"");
        try (var foreign = FakeRegistry.tls(certificate, greedy)) {
            HttpHandler redirecting =
                    exchange ->
                            answer(
                                    exchange,
                                    302,
                                    "Location",
                                    "https://localhost:" + foreign.port() + "/elsewhere");
            try (var registry = FakeRegistry.tls(certificate, redirecting);
                    var lookups =
                            lookups(
                                    RegistrySettings.of(registry.host())
                                            .withTransport(trusting(certificate))
                                            .withCredentials(
                                                    new CredentialSource.PasswordFile(
                                                            "ci", password)))) {
                assertThat(lookups.look(tag(registry, "1"))).isInstanceOf(NotAllowed.class);
                assertThat(foreign.asked()).containsExactly("HEAD /elsewhere null");
            }
        }
    }

    @Test
    void aRedirectToPlainHttpOrForEverIsNotFollowed() throws Exception {
        try (var foreign = CountingRelay.silent()) {
            HttpHandler away =
                    exchange -> answer(exchange, 302, "Location", "http://" + foreign.authority());
            HttpHandler round = exchange -> answer(exchange, 302, "Location", "/v2/again");
            try (var one = FakeRegistry.plain(away);
                    var other = FakeRegistry.plain(round)) {
                assertThat(once(plain(one.host())))
                        .isEqualTo(
                                new Unavailable(
                                        "Tried to ask "
                                                + one.host()
                                                + " but it redirects to what is not https"));
                assertThat(once(plain(other.host())))
                        .isEqualTo(
                                new Unavailable(
                                        "Tried to ask "
                                                + other.host()
                                                + " but it redirects again and again"));
                assertThat(other.asked()).hasSize(6);
            }
            assertThat(foreign.connections()).isZero();
        }
    }

    @Test
    void anUncheckedCertificateIsExcusedForItsOwnHostOnly() throws Exception {
        var certificate = TestCertificate.selfSigned();
        try (var foreign = FakeRegistry.tls(certificate, FOUND)) {
            HttpHandler redirecting =
                    exchange ->
                            answer(
                                    exchange,
                                    307,
                                    "Location",
                                    "https://localhost:" + foreign.port() + "/elsewhere");
            try (var registry = FakeRegistry.tls(certificate, redirecting)) {
                var settings =
                        RegistrySettings.of(registry.host())
                                .withTransport(new Transport.TlsUnverified());

                assertThat(once(settings))
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                refused -> assertThat(refused.reason()).contains("PKIX"));
                assertThat(foreign.asked()).isEmpty();
            }
        }
    }

    @Test
    void computesTheDigestWhereTheRegistryDoesNotTellIt() throws Exception {
        HttpHandler silentHead =
                exchange -> {
                    if (exchange.getRequestMethod().equals("GET")) {
                        exchange.getResponseHeaders()
                                .add("Content-Type", "application/json; charset=utf-8");
                        answerWith(exchange, "manifest");
                        return;
                    }
                    answer(exchange, exchange.getRequestURI().getPath().endsWith("/1") ? 200 : 405);
                };
        var computed =
                new Digest(
                        "sha256:05b3abf2579a5eb66403cd78be557fd860633a1fe2103c7642030defe32c657f");
        try (var registry = FakeRegistry.plain(silentHead);
                var lookups = lookups(plain(registry.host()))) {
            var one = (Found) lookups.look(tag(registry, "1"));
            var two = (Found) lookups.look(tag(registry, "2"));

            assertThat(one.digest()).isEqualTo(computed);
            assertThat(one.mediaType()).isEqualTo("application/json");
            assertThat(two.digest()).isEqualTo(computed);
        }
    }

    @Test
    void doesNotReadAManifestWithoutEnd() throws Exception {
        HttpHandler endless =
                exchange -> {
                    if (exchange.getRequestMethod().equals("HEAD")) {
                        answer(exchange, 200);
                        return;
                    }
                    answerWith(exchange, "x".repeat(4 * 1024 * 1024 + 1));
                };
        try (var registry = FakeRegistry.plain(endless)) {
            assertThat(once(plain(registry.host()))).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void replacesATokenThatIsNoLongerTaken() throws Exception {
        List<String> good = new ArrayList<>(List.of("first", "second"));
        HttpHandler handler =
                exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/token")) {
                        answerWith(
                                exchange,
                                "{\"token\":\"%s\",\"expires_in\":3600}"
                                        .formatted(good.getFirst()));
                        return;
                    }
                    String sent = exchange.getRequestHeaders().getFirst("Authorization");
                    if (("Bearer " + good.getFirst()).equals(sent)) {
                        FOUND.handle(exchange);
                        return;
                    }
                    String realm = "http://" + exchange.getRequestHeaders().getFirst("Host");
                    answer(
                            exchange,
                            401,
                            "WWW-Authenticate",
                            "Bearer realm=\"%s/token\"".formatted(realm));
                };
        try (var registry = FakeRegistry.plain(handler);
                var lookups = lookups(plain(registry.host()))) {
            assertThat(lookups.look(tag(registry, "1"))).isInstanceOf(Found.class);
            good.removeFirst();

            assertThat(lookups.look(tag(registry, "1"))).isInstanceOf(Found.class);
            assertThat(registry.asked()).filteredOn(line -> line.contains("/token")).hasSize(2);
        }
    }

    @Test
    void learnsOnceThatARegistryWantsTokens() throws Exception {
        HttpHandler handler =
                exchange -> {
                    URI asked = exchange.getRequestURI();
                    if (asked.getPath().equals("/token")) {
                        answerWith(
                                exchange,
                                "{\"token\":\"%s\"}".formatted(asked.getQuery().length()));
                        return;
                    }
                    if (exchange.getRequestHeaders().getFirst("Authorization") != null) {
                        FOUND.handle(exchange);
                        return;
                    }
                    String realm = "http://" + exchange.getRequestHeaders().getFirst("Host");
                    answer(
                            exchange,
                            401,
                            "WWW-Authenticate",
                            "Bearer realm=\"%s/token\",service=\"s\"".formatted(realm));
                };
        try (var registry = FakeRegistry.plain(handler);
                var lookups = lookups(plain(registry.host()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Looked>> questions = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                var tag = new ImageTag(registry.host(), "team/service-" + i, "1");
                questions.add(() -> lookups.look(tag));
            }
            for (Future<Looked> answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isInstanceOf(Found.class);
            }

            assertThat(registry.asked()).filteredOn(line -> line.contains("/token")).hasSize(20);
            assertThat(registry.asked()).filteredOn(line -> line.startsWith("HEAD")).hasSize(21);
        }
    }

    @Test
    void aTokenThatTheRegistryDoesNotTakeIsNotFetchedAgain() throws Exception {
        HttpHandler handler =
                exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/token")) {
                        answerWith(exchange, "{\"token\":\"t\"}");
                        return;
                    }
                    boolean secret = exchange.getRequestURI().getPath().contains("secret");
                    if (!secret && exchange.getRequestHeaders().getFirst("Authorization") != null) {
                        FOUND.handle(exchange);
                        return;
                    }
                    String realm = "http://" + exchange.getRequestHeaders().getFirst("Host");
                    answer(
                            exchange,
                            401,
                            "WWW-Authenticate",
                            "Bearer realm=\"%s/token\"".formatted(realm));
                };
        try (var registry = FakeRegistry.plain(handler);
                var lookups = lookups(plain(registry.host()))) {
            assertThat(lookups.look(tag(registry, "1"))).isInstanceOf(Found.class);
            int before = registry.asked().size();

            assertThat(lookups.look(new ImageTag(registry.host(), "team/secret", "1")))
                    .isInstanceOf(NotAllowed.class);
            assertThat(registry.asked()).hasSize(before + 2);
        }
    }

    @Test
    void oneQuestionPerTagIsUnderWayAndItsAskersMayLeave() throws Exception {
        var arrived = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        HttpHandler slow =
                exchange -> {
                    arrived.countDown();
                    await(go);
                    FOUND.handle(exchange);
                };
        try (var registry = FakeRegistry.plain(slow);
                var lookups = lookups(plain(registry.host()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Looked> question = () -> lookups.look(tag(registry, "1"));
            Future<Looked> first = threads.submit(question);
            arrived.await();
            List<Future<Looked>> later = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                later.add(threads.submit(question));
            }

            first.cancel(true);
            eventually(() -> assertThat(first.isDone()).isTrue());
            go.countDown();

            for (Future<Looked> answer : later) {
                assertThat(answer.get()).isInstanceOf(Found.class);
            }
            assertThat(registry.asked()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void staysWithinTheRate() throws Exception {
        try (var registry = FakeRegistry.plain(FOUND);
                var lookups =
                        lookups(
                                plain(registry.host())
                                        .withLimits(new Limits(10, 4, Duration.ofSeconds(10))))) {
            long begun = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(lookups.look(tag(registry, "t" + i))).isInstanceOf(Found.class);
            }

            assertThat((System.nanoTime() - begun) / 1e9).isBetween(0.9, 9.0);
        }
    }

    private double seconds(RegistrySettings settings) throws Exception {
        long begun = System.nanoTime();
        assertThat(once(settings)).isInstanceOf(Unavailable.class);
        return (System.nanoTime() - begun) / 1e9;
    }

    private Looked once(RegistrySettings settings) throws Exception {
        try (var lookups = lookups(settings)) {
            return lookups.look(new ImageTag(settings.host(), "team/web", "1"));
        }
    }

    private RegistryLookups lookups(RegistrySettings settings) {
        return new RegistryLookups(List.of(settings), clock);
    }

    private static RegistrySettings plain(String host) {
        return RegistrySettings.of(host).withTransport(new Transport.PlainHttp());
    }

    private static Transport trusting(TestCertificate certificate) {
        return new Transport.TlsTrusting(certificate.certificateFile());
    }

    private static ImageTag tag(FakeRegistry registry, String tag) {
        return new ImageTag(registry.host(), "team/web", tag);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
