// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The pooled HTTP clients of one registry: one for itself, one for whoever it sends us to, which
/// is the same one unless the registry's own certificate is not to be checked.
///
/// Those who speak TLS are made when they are first needed: that takes longer than to ask.
final class Clients implements AutoCloseable {

    private static final long IDLE_MINUTES = 5;

    private final String ownHost;
    private final Lazy plain;
    private final Lazy own;
    private final Lazy others;

    /// @throws IllegalArgumentException if the file of authorities cannot be used
    Clients(RegistrySettings settings) {
        ownHost = HttpUrl.get(settings.baseUri()).host();
        plain = new Lazy(() -> builder(settings).build());
        Supplier<Trust> trust =
                switch (settings.transport()) {
                    case Transport.Tls(), Transport.PlainHttp() -> Trust::ofTheJvm;
                    case Transport.TlsUnverified() -> Trust::ofAnyone;
                    case Transport.TlsTrusting(Path file) -> {
                        Trust known = Trust.ofTheJvmAnd(file);
                        yield () -> known;
                    }
                };
        own = new Lazy(() -> trust.get().with(tls(settings)).build());
        others =
                settings.transport() instanceof Transport.TlsUnverified
                        ? new Lazy(() -> Trust.ofTheJvm().with(tls(settings)).build())
                        : own;
    }

    OkHttpClient of(HttpUrl url) {
        if (!url.isHttps()) {
            return plain.get();
        }
        return (ownHost.equals(url.host()) ? own : others).get();
    }

    /// Ends what is under way.
    @Override
    public void close() {
        for (Lazy each : List.of(plain, own, others)) {
            each.made()
                    .ifPresent(client -> {
                        client.dispatcher().cancelAll();
                        client.connectionPool().evictAll();
                    });
        }
    }

    private static OkHttpClient.Builder builder(RegistrySettings settings) {
        int connections = settings.limits().concurrent();
        return new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(connections, IDLE_MINUTES, TimeUnit.MINUTES))
                .connectTimeout(settings.limits().deadline())
                // Each call has a deadline of its own.
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .followRedirects(false);
    }

    private static OkHttpClient.Builder tls(RegistrySettings settings) {
        return builder(settings).connectionSpecs(List.of(ConnectionSpec.MODERN_TLS));
    }

    /// Made when it is first needed.
    private static final class Lazy {

        private final Supplier<OkHttpClient> maker;
        private Optional<OkHttpClient> made = Optional.empty();

        Lazy(Supplier<OkHttpClient> maker) {
            this.maker = maker;
        }

        synchronized OkHttpClient get() {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        }

        synchronized Optional<OkHttpClient> made() {
            return made;
        }
    }
}
