// SPDX-License-Identifier: Apache-2.0
package io.pushwire.testing;

import io.pushwire.image.Digest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Really pushes the smallest images there are: one text as the only layer.
public final class ImagePusher {

    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private static final String PLAIN_LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String GZIP_LAYER = PLAIN_LAYER + "+gzip";

    private final HttpClient client;
    private final URI registry;
    private final Optional<String> authorization;

    /// @param authorization the header that every request carries
    public ImagePusher(HttpClient client, URI registry, Optional<String> authorization) {
        this.client = client;
        this.registry = registry;
        this.authorization = authorization;
    }

    /// Anonymously.
    public static ImagePusher to(RegistryProcess registry) {
        return new ImagePusher(HttpClient.newHttpClient(), registry.uri(), Optional.empty());
    }

    /// The same text gives the same digest.
    public Digest push(String repository, String tag, String text) {
        return manifest(repository, tag, OCI_MANIFEST, image(repository, text));
    }

    /// An image for several platforms: one index, and one image for each text.
    public Digest pushIndex(String repository, String tag, String... texts) {
        List<String> entries = new ArrayList<>();
        for (String text : texts) {
            byte[] manifest = image(repository, text);
            manifest(repository, digest(manifest).value(), OCI_MANIFEST, manifest);
            entries.add(entry(manifest, text.replaceAll("\\W", "")));
        }
        return index(repository, tag, entries);
    }

    private static String entry(byte[] manifest, String architecture) {
        return descriptor(OCI_MANIFEST, manifest)
                .replace(
                        "}",
                        ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
                                .formatted(architecture));
    }

    private Digest index(String repository, String tag, List<String> entries) {
        String index =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(OCI_INDEX, String.join(",", entries));
        return manifest(repository, tag, OCI_INDEX, index.getBytes(StandardCharsets.UTF_8));
    }

    /// An image to build others on: for each architecture one that has nothing but this layer.
    ///
    /// @param layer a tar, compressed by gzip
    public Digest pushBase(
            String repository, String tag, byte[] layer, byte[] unpacked, String... architectures) {
        List<String> entries = new ArrayList<>();
        for (String architecture : architectures) {
            byte[] manifest = image(repository, architecture, GZIP_LAYER, layer, digest(unpacked));
            manifest(repository, digest(manifest).value(), OCI_MANIFEST, manifest);
            entries.add(entry(manifest, architecture));
        }
        return index(repository, tag, entries);
    }

    /// The manifest, and with it every tag that points at it.
    public void delete(String repository, Digest digest) {
        var request = request(path(repository, "manifests/" + digest)).DELETE();
        expect(202, send(request));
    }

    private byte[] image(String repository, String text) {
        byte[] layer = text.getBytes(StandardCharsets.UTF_8);
        return image(repository, "amd64", PLAIN_LAYER, layer, digest(layer));
    }

    private byte[] image(
            String repository, String architecture, String type, byte[] layer, Digest unpacked) {
        // One of its own for each image: the registry minds the same blob uploaded twice at once.
        byte[] config =
                "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
                        .formatted(architecture, unpacked)
                        .getBytes(StandardCharsets.UTF_8);
        upload(repository, layer);
        upload(repository, config);
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        OCI_MANIFEST,
                        descriptor("application/vnd.oci.image.config.v1+json", config),
                        descriptor(type, layer))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void upload(String repository, byte[] blob) {
        URI uploads = path(repository, "blobs/uploads/");
        var begun = send(request(uploads).POST(BodyPublishers.noBody()));
        expect(202, begun);
        String location = begun.headers().firstValue("Location").orElseThrow();
        String separator = location.contains("?") ? "&" : "?";
        URI target = uploads.resolve(location + separator + "digest=" + digest(blob));
        BodyPublisher content = BodyPublishers.ofByteArray(blob);
        expect(
                201,
                send(
                        request(target)
                                .header("Content-Type", "application/octet-stream")
                                .PUT(content)));
    }

    private Digest manifest(String repository, String reference, String type, byte[] content) {
        var request =
                request(path(repository, "manifests/" + reference))
                        .header("Content-Type", type)
                        .PUT(BodyPublishers.ofByteArray(content));
        expect(201, send(request));
        return digest(content);
    }

    private URI path(String repository, String rest) {
        return registry.resolve("/v2/" + repository + "/" + rest);
    }

    private HttpRequest.Builder request(URI uri) {
        var builder = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        return builder;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(response + " " + response.body());
        }
    }

    private static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(mediaType, digest(content), content.length);
    }

    private static Digest digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new Digest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
