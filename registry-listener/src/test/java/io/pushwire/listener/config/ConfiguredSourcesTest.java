// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.config.ConfiguredSources.Checked;
import io.pushwire.listener.config.SourceConfig.AuthConfig;
import io.pushwire.listener.config.SourceConfig.BasicConfig;
import io.pushwire.listener.config.SourceConfig.BearerConfig;
import io.pushwire.listener.config.SourceConfig.Credential;
import io.pushwire.listener.config.SourceConfig.HeaderConfig;
import io.pushwire.listener.config.SourceConfig.HmacSha1Config;
import io.pushwire.listener.config.SourceConfig.HmacSha256Config;
import io.pushwire.listener.config.SourceConfig.LookUpConfig;
import io.pushwire.listener.config.SourceConfig.OidcConfig;
import io.pushwire.listener.config.SourceConfig.PathConfig;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.registry.RegistrySettings;
import io.pushwire.registry.Transport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

final class ConfiguredSourcesTest {

    private static final Set<String> DIALECTS = Dialects.all().names();
    private static final OidcConfig TOKEN =
            new OidcConfig("https://issuer", List.of("us"), List.of("e@x"), "https://issuer/keys");
    private static final HeaderConfig HEADER = new HeaderConfig("Authorization", "s3cr3t", null);

    private static final LookUpConfig NONE = LookUpConfig.NONE;
    private static final LookUpConfig PLAIN =
            new LookUpConfig(null, null, true, null, null, null, null, null, null, null, null);
    private static final LookUpConfig DISABLED =
            new LookUpConfig(false, null, null, null, null, null, null, null, null, null, null);

    @Test
    void makesASourceOfWhatIsWritten() {
        Sources sources = check(source("a", "distribution", "R.example:5000", HEADER));

        var source = sources.named("a").orElseThrow();
        assertThat(source.names().all()).containsExactly("r.example:5000");
        assertThat(source.repositories().allow("any/thing")).isTrue();
    }

    @Test
    void takesTheSecretFromFiles(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "Bearer x\n");

        Sources sources =
                check(
                        source(
                                "a",
                                "distribution",
                                "r.example",
                                new HeaderConfig("X", null, List.of(file.toString()))));

        assertThat(sources.named("a")).isPresent();
    }

    @Test
    void refusesASourceThatAnybodyCouldSpeakForUnlessThatIsWritten() {
        refuses(
                source("a", "distribution", "r.example", null),
                "pushwire.sources.a.auth is missing: set one of auth.header, auth.basic,"
                    + " auth.bearer, auth.path, or auth.allow-anonymous: true to believe everybody"
                    + " who can reach the hook");
    }

    @Test
    void refusesAnonymousBesideASecret() {
        var both = source("a", "distribution", "r.example", null, new AuthConfig(true), HEADER);

        refuses(
                both,
                "pushwire.sources.a.auth has both header and allow-anonymous: true: remove one of"
                        + " them");
    }

    @Test
    void namesWhatIsWrongWithTheHeader() {
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig(null, "x", null)),
                "pushwire.sources.a.auth.header.name is missing or no header's name: set for"
                        + " example Authorization");
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig("X", null, null)),
                "pushwire.sources.a.auth.header needs either value-from (files) or value: set"
                        + " exactly one of them");
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig("X", "x", List.of("f"))),
                "pushwire.sources.a.auth.header needs either value-from (files) or value: set"
                        + " exactly one of them");
        refuses(
                source("a", "distribution", "r.example", new HeaderConfig("X", " ", null)),
                "pushwire.sources.a.auth.header.value is empty");
        refuses(
                source(
                        "a",
                        "distribution",
                        "r.example",
                        new HeaderConfig("X", null, List.of("/no/such/file"))),
                "pushwire.sources.a.auth.header.value-from Tried to read the file /no/such/file"
                        + " but: java.nio.file.NoSuchFileException: /no/such/file");
    }

    @Test
    void reportsEverythingAtOnce() {
        var bad = source("B_ad", "harbour", "not a host", List.of("Team/*"), null);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> check(bad, source("a", null, null, HEADER)))
                .withMessageContainingAll(
                        "pushwire.sources.B_ad the name must be lower-case letters",
                        "pushwire.sources.B_ad.dialect \"harbour\" is unknown: set one of"
                                + " acr, acr-event-grid, artifactory, cdevents,",
                        "pushwire.sources.B_ad (registry, aliases) not a registry host: \"not a"
                                + " host\"",
                        "pushwire.sources.B_ad.repositories not a glob of repositories:"
                                + " \"Team/*\"",
                        "pushwire.sources.B_ad.auth is missing",
                        "pushwire.sources.a.dialect is missing: set one of acr,",
                        "pushwire.sources.a.registry is missing: set the host");
    }

    @Test
    void printsNoSecret() {
        assertThat(source("a", "distribution", "r.example", HEADER).toString())
                .doesNotContain("s3cr3t");
    }

    private static void refuses(SourceConfig config, String sentence) {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> check(config))
                .withMessage("Configuration problems:\n  - " + sentence);
    }

    @Test
    void takesEveryKindThatTheSenderHas() {
        for (SourceConfig good :
                List.of(
                        source("a", "zot", new BasicConfig("zot", "p", null)),
                        source("a", "zot", new BearerConfig("t", null)),
                        source("a", "ghcr", new HmacSha256Config("k", null, null)),
                        source("a", "artifactory", new HmacSha256Config("k", null, "X-Other")),
                        source("a", "nexus", new HmacSha1Config("k", null)),
                        source("a", "quay", new PathConfig("s3cr3t-in-path", null)),
                        source("a", "google-artifact-registry", TOKEN))) {
            assertThat(check(good).named("a")).isPresent();
        }
    }

    @Test
    void knowsWhereEachSenderSigns() {
        assertThat(proof("gitea", new HmacSha256Config("k", null, null)))
                .extracting("headers")
                .isEqualTo(List.of("X-Gitea-Signature", "X-Forgejo-Signature"));
        assertThat(proof("ghcr", new HmacSha256Config("k", null, null)))
                .extracting("headers")
                .isEqualTo(List.of("X-Hub-Signature-256"));
        assertThat(proof("artifactory", new HmacSha256Config("k", null, null)))
                .extracting("headers")
                .isEqualTo(List.of("X-JFrog-Event-Auth"));
        assertThat(proof("artifactory", new HmacSha256Config("k", null, "X-Other")))
                .extracting("headers")
                .isEqualTo(List.of("X-Other"));
    }

    @Test
    void refusesWhatTheSenderCannotSend() {
        refuses(
                source("a", "ghcr", new HmacSha1Config("k", null)),
                "pushwire.sources.a.auth.hmac-sha1 is nothing that ghcr can send: use one of"
                        + " auth.hmac-sha256, auth.path");
        refuses(
                source("a", "quay", HEADER),
                "pushwire.sources.a.auth.header is nothing that quay can send: use one of"
                        + " auth.path");
    }

    @Test
    void refusesTwoKindsAtOnce() {
        refuses(
                source("a", "zot", HEADER, new BearerConfig("t", null)),
                "pushwire.sources.a.auth has header and bearer: keep one of them");
    }

    @Test
    void namesWhatIsWrongWithEveryKind(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");

        refuses(
                source("a", "zot", new BasicConfig("a:b", "p", null)),
                "pushwire.sources.a.auth.basic.username is missing, empty, or has a ':': set"
                        + " another one");
        refuses(
                source("a", "zot", new BearerConfig(null, List.of(empty.toString()))),
                "pushwire.sources.a.auth.bearer.token-from " + empty + " is empty");
        refuses(
                source("a", "ghcr", new HmacSha256Config(null, List.of("/no/such/file"), null)),
                "pushwire.sources.a.auth.hmac-sha256.secret-from Tried to read the file"
                        + " /no/such/file but: java.nio.file.NoSuchFileException: /no/such/file");
        refuses(
                source("a", "ghcr", new HmacSha256Config("k", null, "no header")),
                "pushwire.sources.a.auth.hmac-sha256.header is no header's name: set for example"
                        + " X-Hub-Signature-256");
        refuses(
                source("a", "quay", new PathConfig("a/b", null)),
                "pushwire.sources.a.auth.path.secret must be letters, digits, '.', '_', '~' and"
                        + " '-' only: it stands in a path");
    }

    @Test
    void aTokenMustBeToldFromOthersOfItsIssuer() {
        var keysByPlainHttp = new OidcConfig("https://issuer", null, null, "http://issuer/keys");

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> check(source("a", "google-artifact-registry", keysByPlainHttp)))
                .withMessageContainingAll(
                        "pushwire.sources.a.auth.oidc.audience is missing",
                        "pushwire.sources.a.auth.oidc.email is missing",
                        "pushwire.sources.a.auth.oidc.jwks-uri must be an https:// address");
        refuses(
                source(
                        "a",
                        "google-artifact-registry",
                        new OidcConfig(null, List.of("x"), List.of("e"), "https://i/k")),
                "pushwire.sources.a.auth.oidc.issuer is missing: set it as the issuer documents"
                        + " it");
    }

    @Test
    void printsNoSecretOfAnyKind() {
        assertThat(
                        List.of(
                                        HEADER,
                                        new BasicConfig("u", "s3cr3t", null),
                                        new BearerConfig("s3cr3t", null),
                                        new HmacSha256Config("s3cr3t", null, null),
                                        new HmacSha1Config("s3cr3t", null),
                                        new PathConfig("s3cr3t", null))
                                .toString())
                .doesNotContain("s3cr3t");
    }

    @Test
    void asksEachRegistryOnce() {
        assertThat(checked(asked("a", null, NONE), asked("b", null, NONE)).registries())
                .containsExactly(RegistrySettings.of("r.example"));
        assertThat(checked(asked("a", null, PLAIN), asked("b", null, NONE)).registries())
                .containsExactly(
                        RegistrySettings.of("r.example").withTransport(new Transport.PlainHttp()));
        assertThat(checked(asked("a", null, DISABLED)).registries()).isEmpty();
    }

    @Test
    void refusesTwoWaysOfAskingOneRegistry() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> checked(asked("a", null, PLAIN), asked("b", null, DISABLED)))
                .withMessageContaining(
                        "pushwire.sources.b.look-up is not what pushwire.sources.a.look-up says,"
                                + " and both speak for r.example: write it at one of them");
    }

    @Test
    void refusesAuthoritiesThatCannotBeRead(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "no certificate");
        var trusting =
                new LookUpConfig(
                        null,
                        null,
                        null,
                        file.toString(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> checked(asked("a", null, trusting)))
                .withMessageContainingAll("pushwire.sources.a.look-up", file.toString());
    }

    @Test
    void refusesToBelieveNobody() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> checked(asked("a", "before", DISABLED)))
                .withMessageContaining(
                        "pushwire.sources.a is believed only after a look-up, and look-up.enabled"
                                + " is false: enable it, or set confirm: after");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> checked(asked("a", "never", NONE)))
                .withMessageContaining(
                        "pushwire.sources.a.confirm is neither before nor after but \"never\"");
    }

    @Test
    void aSecretInThePathIsNoReasonToBelieve() {
        assertThat(
                        check(source("a", "quay", new PathConfig("s3cr3t-in-a-path", null)))
                                .named("a")
                                .orElseThrow()
                                .confirmation())
                .isEqualTo(Confirmation.BEFORE);
        assertThat(check(source("a", "zot", HEADER)).named("a").orElseThrow().confirmation())
                .isEqualTo(Confirmation.AFTER);
    }

    private static SourceConfig asked(String name, @Nullable String confirm, LookUpConfig how) {
        return new SourceConfig(
                name,
                "distribution",
                "r.example",
                null,
                null,
                confirm,
                how,
                null,
                HEADER,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Sources check(SourceConfig... configs) {
        return checked(configs).sources();
    }

    private static Checked checked(SourceConfig... configs) {
        return new ConfiguredSources(
                        List.of(configs),
                        expected -> token -> Verdict.WRONG,
                        new LookUpsConfig(null))
                .check(DIALECTS);
    }

    private static Proof proof(String dialect, Credential credential) {
        return check(source("a", dialect, credential)).named("a").orElseThrow().proof();
    }

    private static SourceConfig source(String name, String dialect, Credential... credentials) {
        return source(name, dialect, "r.example", null, null, credentials);
    }

    private static SourceConfig source(
            String name,
            @Nullable String dialect,
            @Nullable String registry,
            @Nullable HeaderConfig header) {
        return header == null
                ? source(name, dialect, registry, null, null)
                : source(name, dialect, registry, null, null, header);
    }

    private static SourceConfig source(
            String name,
            @Nullable String dialect,
            @Nullable String registry,
            @Nullable List<String> repositories,
            @Nullable AuthConfig auth,
            Credential... credentials) {
        return new SourceConfig(
                name,
                dialect,
                registry,
                null,
                repositories,
                null,
                null,
                auth,
                one(HeaderConfig.class, credentials),
                one(BasicConfig.class, credentials),
                one(BearerConfig.class, credentials),
                one(HmacSha256Config.class, credentials),
                one(HmacSha1Config.class, credentials),
                one(PathConfig.class, credentials),
                one(OidcConfig.class, credentials));
    }

    private static <T> @Nullable T one(Class<T> kind, Credential... credentials) {
        return Stream.of(credentials)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
    }
}
