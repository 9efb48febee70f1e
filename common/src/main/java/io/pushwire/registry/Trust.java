// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import okhttp3.OkHttpClient;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Whose certificates a client takes.
final class Trust {

    private final X509TrustManager manager;
    private final SSLSocketFactory sockets;

    private Trust(X509TrustManager manager) {
        this.manager = manager;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            this.sockets = context.getSocketFactory();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The authorities of the JVM. They are read when they are first asked for, and once.
    static Trust ofTheJvm() {
        return OfTheJvm.TRUST;
    }

    /// Those and the ones in a PEM file.
    ///
    /// @throws IllegalArgumentException if the file cannot be used
    static Trust ofTheJvmAnd(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate known : ofTheJvm().manager.getAcceptedIssuers()) {
                store.setCertificateEntry("jvm-" + number++, known);
            }
            var added = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (added.isEmpty()) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            for (Certificate authority : added) {
                store.setCertificateEntry("file-" + number++, authority);
            }
            return new Trust(manager(store));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "Tried to read certificates from " + file + " but " + unusable, unusable);
        }
    }

    /// Nothing is checked, the name neither.
    static Trust ofAnyone() {
        return new Trust(new Anyone());
    }

    OkHttpClient.Builder with(OkHttpClient.Builder client) {
        client.sslSocketFactory(sockets, manager);
        return manager instanceof Anyone ? client.hostnameVerifier((_, _) -> true) : client;
    }

    private static X509TrustManager manager(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("the JVM has no trust manager for X.509");
    }

    private static final class OfTheJvm {

        private static final Trust TRUST = read();

        private static Trust read() {
            try {
                return new Trust(manager(null));
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    /// Extended, so that the JVM checks nothing after it either.
    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
