// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is in the images, without any Docker.
final class ImageFileIT {

    private static final Map<BuiltImage, ImageFile> READ = new EnumMap<>(BuiltImage.class);
    private static final long KILOBYTE = 1024;
    private static final Path LAUNCHER = Path.of("../run.sh");

    @ParameterizedTest
    @EnumSource
    void aChangeOfOurCodeShipsKilobytes(BuiltImage image) throws IOException {
        ImageFile file = file(image);

        long changed = file.ours().stream().mapToLong(ImageFile.Layer::size).sum();

        assertThat(changed).isLessThan(3000 * KILOBYTE);
        assertThat(file.ours()).anyMatch(layer -> layer.has("app/classpath/" + image.program()));
        assertThat(file.layers())
                .filteredOn(layer -> !file.ours().contains(layer))
                .noneMatch(layer -> layer.has("app/classpath/") || layer.has("app/libs/common-"));
    }

    @ParameterizedTest
    @EnumSource
    void runsAsNobodyInParticular(BuiltImage image) throws IOException {
        JsonNode config = file(image).config().get("config");

        assertThat(config.get("User").asText()).isEqualTo("10001:10001");
    }

    @ParameterizedTest
    @EnumSource
    void theJvmIsSetAsByTheLauncher(BuiltImage image) throws IOException {
        List<String> entryPoint = words(file(image).config().at("/config/Entrypoint"));

        assertThat(entryPoint).containsAll(launcherFlags());
        assertThat(entryPoint).anyMatch(word -> word.startsWith("-XX:MaxRAMPercentage="));
        assertThat(entryPoint.getLast()).startsWith("io.pushwire.");
    }

    @ParameterizedTest
    @EnumSource
    void nothingInItDependsOnWhenAndWhereItWasBuilt(BuiltImage image) throws IOException {
        ImageFile file = file(image);

        assertThat(file.layers())
                .flatExtracting(layer -> layer.entries().values())
                .extracting(ImageFile.Entry::changedSecond)
                .containsOnly(1L);
        assertThat(file.config().get("created").asText())
                .isEqualTo(label(file, "created"))
                .endsWith("T00:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void labelsSayWhatItIs(BuiltImage image) throws IOException {
        ImageFile file = file(image);

        for (String name : List.of("title", "description", "version", "revision")) {
            assertThat(label(file, name)).isNotBlank();
        }
        assertThat(label(file, "licenses")).isEqualTo("Apache-2.0");
        assertThat(label(file, "base.name")).isEqualTo("pushwire/base:local");
    }

    @ParameterizedTest
    @EnumSource
    void itsPartsListNamesEveryJar(BuiltImage image) throws IOException {
        ImageFile file = file(image);
        String path = "usr/share/sbom/" + image.program() + ".cdx.json";
        String text =
                file.layers().stream()
                        .filter(layer -> layer.has(path))
                        .map(layer -> layer.entries().get(path))
                        .findFirst()
                        .orElseThrow()
                        .text();
        Set<String> named = new HashSet<>();
        for (JsonNode part : new ObjectMapper().readTree(text).get("components")) {
            named.add(part.get("name").asText() + "-" + part.get("version").asText());
        }

        assertThat(jars(file))
                .isNotEmpty()
                .allSatisfy(
                        jar -> assertThat(named).anyMatch(it -> jar.startsWith("app/libs/" + it)));
    }

    @Test
    void whatTheStandaloneKeepsHasAPlace() throws IOException {
        ImageFile file = file(BuiltImage.STANDALONE);

        assertThat(file.config().at("/config/Volumes").has("/var/lib/pushwire")).isTrue();
        assertThat(file.config().at("/config/WorkingDir").asText()).isEqualTo("/var/lib/pushwire");
        assertThat(file.layers())
                .flatExtracting(layer -> layer.entries().entrySet())
                .anySatisfy(entry -> {
                    assertThat(entry.getKey()).isEqualTo("var/lib/pushwire/");
                    assertThat(entry.getValue().mode() & 0777).isEqualTo(0777);
                });
    }

    /// Read once: they are large.
    private static ImageFile file(BuiltImage image) throws IOException {
        ImageFile known = READ.get(image);
        if (known == null) {
            known = ImageFile.read(image.tar());
            READ.put(image, known);
        }
        return known;
    }

    private static List<String> jars(ImageFile file) {
        return file.layers().stream()
                .flatMap(layer -> layer.entries().keySet().stream())
                .filter(path -> path.startsWith("app/libs/") && path.endsWith(".jar"))
                .toList();
    }

    private static String label(ImageFile file, String name) {
        return file.config()
                .get("config")
                .get("Labels")
                .get("org.opencontainers.image." + name)
                .asText();
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /// All but the bound of the heap, which in a container follows the container's.
    private static List<String> launcherFlags() throws IOException {
        String script = Files.readString(LAUNCHER);
        String start = script.substring(script.indexOf("exec \"$java\""));
        return Pattern.compile("(?<= )(-XX:|--)[a-zA-Z][^ ]*")
                .matcher(start)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
