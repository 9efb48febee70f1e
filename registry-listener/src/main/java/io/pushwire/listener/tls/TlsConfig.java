// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.tls;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.pushwire.config.UnusableConfigurationException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// HTTPS instead of HTTP.
///
/// @param enabled whether the listener speaks HTTPS, with HTTP/1.1 and HTTP/2, and no plain HTTP
/// @param certificate file with the certificate and its chain, in PEM
/// @param key file with the key of the certificate, in PEM (PKCS#8, PKCS#1 or SEC 1), not encrypted
/// @param checkInterval how often both files are read again; a renewed pair is used for new
///   connections from then on
@ConfigurationProperties("pushwire.tls")
record TlsConfig(
        @Bindable(defaultValue = "false") boolean enabled,
        @Nullable String certificate,
        @Nullable String key,
        @Bindable(defaultValue = "10s") Duration checkInterval) {

    TlsConfig {
        if (!checkInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "pushwire.tls.check-interval must be more than 0: set for example 10s");
        }
    }

    Path certificateFile() {
        return file("certificate", certificate);
    }

    Path keyFile() {
        return file("key", key);
    }

    private static Path file(String name, @Nullable String written) {
        if (written == null || written.isBlank()) {
            throw new UnusableConfigurationException(
                    List.of("pushwire.tls." + name + " is missing: set the path of a PEM file"));
        }
        return Path.of(written);
    }
}
