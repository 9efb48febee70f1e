// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.nio.file.Path;

/// How a registry is reached. Anything but [Tls] is the configured exception for one registry.
public sealed interface Transport {

    /// TLS, checked against the authorities of the JVM.
    record Tls() implements Transport {}

    /// TLS, checked against the authorities of the JVM and those in a PEM file.
    record TlsTrusting(Path authorities) implements Transport {}

    /// TLS whose certificate nobody checks, for this registry's own host and for no other.
    record TlsUnverified() implements Transport {}

    /// No TLS: credentials travel in the clear.
    record PlainHttp() implements Transport {}
}
