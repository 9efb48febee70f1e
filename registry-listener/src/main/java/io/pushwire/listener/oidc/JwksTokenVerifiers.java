// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.oidc;

import io.pushwire.listener.authenticity.ExpectedToken;
import io.pushwire.listener.authenticity.TokenVerifier;

import jakarta.inject.Singleton;

/// One verifier, with keys of its own, for each source.
@Singleton
final class JwksTokenVerifiers implements TokenVerifier.Factory {

    @Override
    public TokenVerifier verifier(ExpectedToken expected) {
        return new JwksTokenVerifier(expected);
    }
}
