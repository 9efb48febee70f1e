// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.scheduling.TaskScheduler;
import io.pushwire.config.UnusableConfigurationException;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;

import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Sinks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

/// The listener's certificate, as its files have it now. They are read again and compared, because
/// there is no event for every way in which a file is replaced. What cannot be used keeps
/// the pair before it.
@Context
@Named(RenewedCertificate.NAME)
@Requires(property = "pushwire.tls.enabled", value = "true")
final class RenewedCertificate implements CertificateProvider {

    /// As `micronaut.server.ssl.key-name` has it.
    static final String NAME = "pushwire";

    private static final Logger LOG = LoggerFactory.getLogger(RenewedCertificate.class);

    private final Path certificateFile;
    private final Path keyFile;
    private final Sinks.Many<KeyStore> stores = Sinks.many().replay().latest();
    private final ScheduledFuture<?> checks;
    private byte[] seenCertificate = {};
    private byte[] seenKey = {};
    private volatile long expiry;
    private volatile boolean failing;

    RenewedCertificate(TlsConfig config, TaskScheduler scheduler, MeterRegistry meters) {
        certificateFile = config.certificateFile();
        keyFile = config.keyFile();
        try {
            load();
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            throw new UnusableConfigurationException(List.of(sentence(unusable)));
        }
        Gauge.builder("pushwire.tls.certificate.expiry", this, provider -> provider.expiry)
                .description("When the certificate in use ends, in seconds since 1970")
                .register(meters);
        Gauge.builder("pushwire.tls.renewal.failing", this, provider -> provider.failing ? 1 : 0)
                .description("1 while the files hold what cannot be used")
                .register(meters);
        checks =
                scheduler.scheduleWithFixedDelay(
                        config.checkInterval(), config.checkInterval(), this::check);
    }

    @PreDestroy
    void close() {
        checks.cancel(false);
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return stores.asFlux();
    }

    @Override
    public String getName() {
        return NAME;
    }

    private void check() {
        try {
            if (load()) {
                LOG.info("new connections get the certificate that {} has now", certificateFile);
            }
            failing = false;
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            if (!failing) {
                LOG.error("{}; the certificate before it stays in use", sentence(unusable));
            }
            failing = true;
        }
    }

    /// @return whether the files hold another pair than before
    private boolean load() throws IOException, GeneralSecurityException {
        byte[] certificate = Files.readAllBytes(certificateFile);
        byte[] key = Files.readAllBytes(keyFile);
        if (Arrays.equals(certificate, seenCertificate) && Arrays.equals(key, seenKey)) {
            return false;
        }
        KeyMaterial material = KeyMaterial.parse(certificate, key);
        stores.tryEmitNext(material.store()).orThrow();
        expiry = material.chain().getFirst().getNotAfter().toInstant().getEpochSecond();
        seenCertificate = certificate;
        seenKey = key;
        return true;
    }

    private String sentence(Exception unusable) {
        return "Tried to use pushwire.tls.certificate (%s) and pushwire.tls.key (%s) but: %s;"
                        .formatted(certificateFile, keyFile, unusable)
                + " put a certificate and its unencrypted key there, both in PEM";
    }
}
