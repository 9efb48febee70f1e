// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import io.kubernetes.client.openapi.ApiClient;
import io.pushwire.runtime.FirstAlone;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// client-java's connection without what takes long and is used for nothing here: its models, 700
/// classes that are registered for JSON, and the JVM's certificates, which it reads before it is
/// told whether the cluster has its own.
final class UntypedApiClient extends ApiClient {

    private boolean told;

    UntypedApiClient() {
        super(trustingNobody());
    }

    /// Once everything is said about how the cluster is reached. Until then nobody is trusted.
    UntypedApiClient connected() {
        told = true;
        applySslSettings();
        return this;
    }

    /// Called by the constructor of client-java's class.
    @Override
    protected void init() {
        verifyingSsl = true;
        authentications = new HashMap<>();
    }

    /// Called after each word about TLS.
    @Override
    protected void applySslSettings() {
        if (told) {
            super.applySslSettings();
        }
    }

    /// A client that is not told whom to trust reads the JVM's certificates at once.
    private static OkHttpClient trustingNobody() {
        try {
            var nobody = new Nobody();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {nobody}, new SecureRandom());
            return new OkHttpClient.Builder()
                    .sslSocketFactory(context.getSocketFactory(), nobody)
                    .addInterceptor(new Introduction())
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Kinds are listed all at once; without it each would open a connection of its own, before
    /// there is one that all could share.
    private static final class Introduction implements Interceptor {

        private static final Duration PATIENCE = Duration.ofSeconds(1);

        private final FirstAlone first = new FirstAlone();

        @Override
        public Response intercept(Chain chain) throws IOException {
            boolean alone;
            try {
                alone = first.begin(PATIENCE.toNanos());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopping");
            }
            try {
                return chain.proceed(chain.request());
            } finally {
                if (alone) {
                    first.end();
                }
            }
        }
    }

    private static final class Nobody implements X509TrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("nobody said yet whom to trust");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("nobody said yet whom to trust");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
