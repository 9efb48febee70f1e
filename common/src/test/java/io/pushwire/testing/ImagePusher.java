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
            Digest child = digest(manifest);
            manifest(repository, child.value(), OCI_MANIFEST, manifest);
            entries.add(
                    descriptor(OCI_MANIFEST, manifest)
                            .replace(
                                    "}",
                                    ",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
                                            .formatted(text.replaceAll("\\W", ""))));
        }
        String index =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(OCI_INDEX, String.join(",", entries));
        return manifest(repository, tag, OCI_INDEX, index.getBytes(StandardCharsets.UTF_8));
    }

    /// The manifest, and with it every tag that points at it.
    public void delete(String repository, Digest digest) {
        var request = request(path(repository, "manifests/" + digest)).DELETE();
        expect(202, send(request));
    }

    private byte[] image(String repository, String text) {
        byte[] layer = text.getBytes(StandardCharsets.UTF_8);
        // One of its own for each image: the registry minds the same blob uploaded twice at once.
        byte[] config =
                "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
                        .formatted(digest(layer))
                        .getBytes(StandardCharsets.UTF_8);
        upload(repository, layer);
        upload(repository, config);
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        OCI_MANIFEST,
                        descriptor("application/vnd.oci.image.config.v1+json", config),
                        descriptor("application/vnd.oci.image.layer.v1.tar", layer))
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
