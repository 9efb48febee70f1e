// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import static io.pushwire.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;
import io.pushwire.testing.EmbeddedKafka;
import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.Markdown;
import io.pushwire.testing.Ports;
import io.pushwire.testing.RegistryProcess;
import io.pushwire.testing.TestCertificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the documentation of each registry tells to write down works.
final class RegistryDocsIT {

    private static final Path DOCS = Path.of("docs");
    private static final Pattern JSON = Pattern.compile("(?s)(?:-d|--event-pattern) '(\\{.*?\\})'");
    private static final Pattern SECRET_FILE = Pattern.compile("/(?:run/secrets|etc)/[\\w/.-]+");

    private static final TestCertificate CERTIFICATE = TestCertificate.selfSigned();

    @TempDir private Path directory;

    static Stream<String> dialects() {
        return Dialects.all().names().stream().filter(name -> !name.equals("forgejo"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theListenerTakesItsExample(String dialect) throws IOException {
        String example =
                blocks(DOCS.resolve(dialect + ".md"))
                        .filter(block -> block.startsWith("pushwire:"))
                        .findFirst()
                        .orElseThrow();

        assertThat(sources(example)).extracting(Source::dialect).contains(dialect);
    }

    @Test
    void theListenerTakesTheExamplesOfItsReadme() throws IOException {
        List<String> examples =
                blocks(Path.of("README.md"))
                        .filter(block -> block.startsWith("pushwire:"))
                        .toList();

        var sources = new ArrayList<Source>();
        for (String example : examples) {
            sources.addAll(sources(example));
        }
        assertThat(sources).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void whatIsSentToTheRegistryIsJson(String dialect) throws IOException {
        for (MatchResult found :
                JSON.matcher(Files.readString(DOCS.resolve(dialect + ".md"))).results().toList()) {
            assertThat(new ObjectMapper().readTree(found.group(1)).isObject()).isTrue();
        }
    }

    @Test
    void theRealRegistryNotifiesAsItsExampleSays() throws IOException {
        String example =
                blocks(DOCS.resolve("distribution.md"))
                        .filter(block -> block.startsWith("notifications:"))
                        .findFirst()
                        .orElseThrow();
        int port = Ports.free();
        String here =
                example.replaceAll(
                                "http://[^/]+/hooks/[\\w-]+",
                                "http://127.0.0.1:" + port + "/hooks/team")
                        .replace("Bearer the-content-of-the-secret-file", TestListener.SECRET);
        assertThat(here).contains(TestListener.SECRET, ":" + port + "/");
        try (var registry =
                        RegistryProcess.start(
                                new RegistryProcess.Setup(Optional.empty(), "", here));
                var listener =
                        TestListener.start(
                                EmbeddedKafka.bootstrapServers(),
                                Map.of("micronaut.server.port", port));
                var log = new SettledLog()) {
            listener.awaitReadiness();
            String repository = "docs/web" + port;

            ImagePusher.to(registry).push(repository, "1", "documented");

            eventually(() ->
                    assertThat(log.pushed())
                            .contains(new ImageTag("registry.example", repository, "1")));
            assertThat(listener.get("/prometheus").body())
                    .as("its ignore block keeps layers at home")
                    .doesNotContain("reason=\"blob\"");
        }
    }

    private List<Source> sources(String example) throws IOException {
        Map<String, Object> settings =
                new YamlPropertySourceLoader()
                        .read(
                                "example",
                                new ByteArrayInputStream(
                                        withFiles(example).getBytes(StandardCharsets.UTF_8)));
        try (ApplicationContext context =
                ApplicationContext.builder()
                        .environments(RegistryListener.ENVIRONMENT)
                        .deduceEnvironment(false)
                        .properties(
                                Map.of(
                                        "pushwire.kafka.bootstrap-servers",
                                        "127.0.0.1:" + Ports.free()))
                        .propertySources(PropertySource.of("example", settings))
                        .start()) {
            Sources sources = context.getBean(Sources.class);
            return sources.names().stream().map(sources::named).flatMap(Optional::stream).toList();
        }
    }

    /// The files that an example names, with something in them.
    private String withFiles(String example) throws IOException {
        var text = new StringBuilder();
        var matcher = SECRET_FILE.matcher(example);
        while (matcher.find()) {
            Path file = directory.resolve(matcher.group().substring(1).replace('/', '-'));
            Files.writeString(file, content(matcher.group()));
            matcher.appendReplacement(text, file.toString());
        }
        return matcher.appendTail(text).toString();
    }

    private static String content(String name) throws IOException {
        if (name.endsWith(".crt") || name.endsWith(".pem")) {
            return Files.readString(CERTIFICATE.certificateFile());
        }
        if (name.endsWith(".key")) {
            return Files.readString(CERTIFICATE.keyFile());
        }
        return name.endsWith(".json") ? "{}" : "s3cr3t-of-the-docs";
    }

    private static Stream<String> blocks(Path document) {
        return Markdown.read(document).blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .map(Markdown.Block::text);
    }
}
