// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

/// Checks tokens with the keys of their issuer: a port, because the keys come over the network.
@FunctionalInterface
public interface TokenVerifier {

    /// Never [Verdict#NEEDS_BODY], and never throws.
    Verdict check(String token);

    /// Makes one for each source.
    @FunctionalInterface
    interface Factory {

        TokenVerifier verifier(ExpectedToken expected);
    }
}
