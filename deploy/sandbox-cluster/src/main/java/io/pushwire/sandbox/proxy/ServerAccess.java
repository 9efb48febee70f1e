// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.proxy;

import io.pushwire.sandbox.json.Trees;
import io.pushwire.sandbox.json.YamlText;

import jakarta.json.JsonObject;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Where an API server is and how one gets in, as the current context of a kubeconfig file says.
///
/// @param server without a slash at the end
/// @param token sent as bearer token; empty for none
/// @param tls what is trusted; empty for the JVM's own trust
public record ServerAccess(URI server, String token, Optional<SSLContext> tls) {
    /// Reads the text of a kubeconfig file. Users may have a `token` or a `tokenFile`; throws
    /// [IllegalArgumentException] with a sentence for other kinds of users, and for what is no
    /// kubeconfig.
    public static ServerAccess of(String kubeconfig) {
        var config =
                YamlText.objects(kubeconfig).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("The kubeconfig is empty."));
        var context = named(config, "contexts", "context", Trees.text(config, "current-context"));
        var cluster = named(config, "clusters", "cluster", Trees.text(context, "cluster"));
        var user = named(config, "users", "user", Trees.text(context, "user"));
        for (var field : user.keySet()) {
            if (!field.equals("token") && !field.equals("tokenFile")) {
                throw new IllegalArgumentException(
                        "The proxy knows users with a token only, not with '%s'.".formatted(field));
            }
        }
        var server = Trees.text(cluster, "server");
        return new ServerAccess(
                URI.create(
                        server.endsWith("/") ? server.substring(0, server.length() - 1) : server),
                token(user),
                tls(cluster));
    }

    private static JsonObject named(JsonObject config, String list, String field, String name) {
        return Trees.listAt(config, list).getValuesAs(JsonObject.class).stream()
                .filter(it -> Trees.text(it, "name").equals(name))
                .map(it -> Trees.objectAt(it, field))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "The kubeconfig has no '%s' among its %s.".formatted(name, list)));
    }

    private static String token(JsonObject user) {
        var file = Trees.text(user, "tokenFile");
        return file.isEmpty()
                ? Trees.text(user, "token")
                : new String(read(file), StandardCharsets.UTF_8).strip();
    }

    private static Optional<SSLContext> tls(JsonObject cluster) {
        var data = Trees.text(cluster, "certificate-authority-data");
        var file = Trees.text(cluster, "certificate-authority");
        try {
            if (Trees.isTrue(cluster, "insecure-skip-tls-verify")) {
                return Optional.of(context(new TrustManager[] {new TrustEverybody()}));
            }
            if (data.isEmpty() && file.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    trusting(data.isEmpty() ? read(file) : Base64.getMimeDecoder().decode(data)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Tried to read the kubeconfig's certificate authority but " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trusting(byte[] pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var number = 0;
        for (var certificate :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return context(trust.getTrustManagers());
    }

    private static SSLContext context(TrustManager[] trust) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust, null);
        return context;
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
