// SPDX-License-Identifier: Apache-2.0
package io.pushwire.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.pushwire.testing.ImagePusher;
import io.pushwire.testing.RegistryProcess;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Builds images twice, from copies of the sources in two places, and pushes them: `-Drebuild=all`
/// each of them, else the smallest. Their base is a file for either platform, nothing is started.
@Timeout(900)
final class RebuildIT {

    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".demo", "node_modules");
    private static final int PATIENCE_MINUTES = 14;

    @TempDir Path directory;

    @Test
    void twoBuildsGiveTheSameDigestForTheSamePlatforms() throws Exception {
        List<BuiltImage> images =
                "all".equals(System.getProperty("rebuild"))
                        ? List.of(BuiltImage.values())
                        : List.of(BuiltImage.SANDBOX_CLUSTER);
        try (var registry = RegistryProcess.start()) {
            byte[] unpacked = base();
            ImagePusher.to(registry)
                    .pushBase("base", "1", gzip(unpacked), unpacked, "amd64", "arm64");

            build(directory.resolve("here"), "first", registry, images);
            build(directory.resolve("elsewhere/deeper"), "second", registry, images);

            for (BuiltImage image : images) {
                HttpResponse<String> first = manifest(registry, image, "first");
                HttpResponse<String> second = manifest(registry, image, "second");
                assertThat(digest(second)).as(image.program()).isEqualTo(digest(first));
                assertThat(platforms(first)).containsExactlyInAnyOrder("amd64", "arm64");
            }
        }
    }

    private static void build(
            Path copy, String tag, RegistryProcess registry, List<BuiltImage> images)
            throws Exception {
        copySources(Path.of("../.."), copy);
        String modules =
                String.join(",", images.stream().map(image -> ":" + image.program()).toList());
        File log = copy.resolve("build.log").toFile();
        Process maven =
                new ProcessBuilder(
                                copy.resolve("mvnw").toString(),
                                "-B",
                                "-Pimages",
                                "-Dmaven.test.skip=true",
                                "-pl",
                                ":common," + modules,
                                "package",
                                "jib:build",
                                "-Dimage.base=" + registry.host() + "/base:1",
                                "-Dimage.registry=" + registry.host() + "/pushwire",
                                "-Dimage.tag=" + tag,
                                "-Dimage.insecure=true")
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        try {
            assertThat(maven.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroyForcibly();
        }
        assertThat(maven.exitValue()).as(Files.readString(log.toPath())).isZero();
    }

    private static void copySources(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (Files.isDirectory(file) && !LEFT_OUT.contains(name)) {
                    copySources(file, to.resolve(name));
                } else if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static byte[] base() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            byte[] text = "a base".getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("base");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<String> manifest(
            RegistryProcess registry, BuiltImage image, String tag) throws Exception {
        URI uri =
                registry.uri()
                        .resolve("/v2/pushwire/%s/manifests/%s".formatted(image.program(), tag));
        var request =
                HttpRequest.newBuilder(uri)
                        .header("Accept", ImagePusher.OCI_INDEX)
                        .header(
                                "Accept",
                                "application/vnd.docker.distribution.manifest.list.v2+json")
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String digest(HttpResponse<String> manifest) {
        return manifest.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }

    private static List<String> platforms(HttpResponse<String> index) throws IOException {
        JsonNode manifests = new ObjectMapper().readTree(index.body()).get("manifests");
        return manifests.valueStream().map(it -> it.at("/platform/architecture").asText()).toList();
    }
}
