// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// The pooled HTTP clients of one registry: one for itself, one for whoever it sends us to, which
/// is the same one unless the registry's own certificate is not to be checked.
final class Clients implements AutoCloseable {

    private final String ownHost;
    private final HttpClient own;
    private final HttpClient others;

    /// @throws IllegalArgumentException if the file of authorities cannot be used
    Clients(RegistrySettings settings) {
        ownHost = URI.create(settings.baseUri()).getHost();
        Duration deadline = settings.limits().deadline();
        switch (settings.transport()) {
            case Transport.Tls(), Transport.PlainHttp() -> {
                others = builder(deadline).build();
                own = others;
            }
            case Transport.TlsTrusting(Path file) -> {
                others = builder(deadline).sslContext(context(trusting(file))).build();
                own = others;
            }
            case Transport.TlsUnverified() -> {
                others = builder(deadline).build();
                own = builder(deadline).sslContext(context(new Anyone())).build();
            }
        }
    }

    HttpClient of(URI uri) {
        return ownHost.equalsIgnoreCase(uri.getHost()) ? own : others;
    }

    @Override
    public void close() {
        own.shutdownNow();
        others.shutdownNow();
    }

    private static HttpClient.Builder builder(Duration deadline) {
        return HttpClient.newBuilder()
                .connectTimeout(deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
    }

    private static SSLContext context(TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TrustManager trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate known : trustManager(null).getAcceptedIssuers()) {
                store.setCertificateEntry("jvm-" + number++, known);
            }
            var added = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (added.isEmpty()) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            for (Certificate authority : added) {
                store.setCertificateEntry("file-" + number++, authority);
            }
            return trustManager(store);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "Tried to read certificates from " + file + " but " + unusable, unusable);
        }
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store)
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

    /// Extended, so that the JVM does not check the host name after it either.
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
