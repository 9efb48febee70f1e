// SPDX-License-Identifier: Apache-2.0
package io.pushwire.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.pushwire.config.ConfigurationKeys;
import io.pushwire.config.UnusableConfigurationException;
import io.pushwire.testing.Markdown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The blocks of all Markdown files can be read, and what is configuration is known.
class BlocksTest {

    private static final Pattern HERE_DOCUMENT = Pattern.compile("(?ms)<<'YAML'.*?\\n(.*?)^YAML$");
    private static final Pattern CONFIGURATION = Pattern.compile("(?m)^pushwire:");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static List<Markdown.Block> yaml() {
        return blocks().filter(block -> List.of("yaml", "yml").contains(block.language())).toList();
    }

    static List<Markdown.Block> json() {
        return blocks().filter(block -> block.language().equals("json")).toList();
    }

    /// Blocks of YAML, and files that a block of shell writes.
    static List<Markdown.Block> configuration() {
        Stream<Markdown.Block> written =
                blocks().filter(block -> block.language().equals("sh"))
                        .flatMap(BlocksTest::hereDocuments);
        return Stream.concat(yaml().stream(), written)
                .filter(block -> CONFIGURATION.matcher(block.text()).find())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void yamlIsYaml(Markdown.Block block) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);

        assertThat(new Yaml(new SafeConstructor(options)).loadAll(block.text()))
                .as(block.toString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonIsJson(Markdown.Block block) throws IOException {
        assertThat(JSON.readTree(block.text()).isContainerNode()).as(block.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("configuration")
    void configurationHasKnownKeysOnly(Markdown.Block block) throws IOException {
        check(block);
    }

    @Test
    void aMisspeltKeyIsNoticed() {
        var block =
                new Markdown.Block(
                        Path.of("example"), "yaml", "", 1, "pushwire: {sources: {a: {dialct: x}}}");

        assertThatThrownBy(() -> check(block))
                .isInstanceOf(UnusableConfigurationException.class)
                .hasMessageContaining("did you mean pushwire.sources.a.dialect?");
    }

    @Test
    void bothServicesAreKnown() {
        assertThatCode(() ->
                        ConfigurationKeys.check(
                                "both",
                                Map.of("pushwire.settling-time", "2s", "pushwire.cluster", "a")))
                .doesNotThrowAnyException();
        assertThat(configuration()).hasSizeGreaterThan(20);
    }

    private static void check(Markdown.Block block) throws IOException {
        ConfigurationKeys.check(
                block.toString(),
                new YamlPropertySourceLoader()
                        .read(
                                block.toString(),
                                new ByteArrayInputStream(
                                        block.text().getBytes(StandardCharsets.UTF_8))));
    }

    private static Stream<Markdown.Block> hereDocuments(Markdown.Block shell) {
        return HERE_DOCUMENT
                .matcher(shell.text())
                .results()
                .map(found ->
                        new Markdown.Block(
                                shell.file(),
                                "yaml",
                                shell.section(),
                                shell.line(),
                                found.group(1)));
    }

    private static Stream<Markdown.Block> blocks() {
        return Markdown.all().stream().flatMap(file -> file.blocks().stream());
    }
}
