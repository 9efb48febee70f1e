// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a registry or its token service is told about who asks.
///
/// @param identityToken whether the secret is a refresh token of OAuth 2 and not a password
record RegistryCredential(String username, String secret, boolean identityToken) {

    String basic() {
        byte[] pair = (username + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "RegistryCredential[" + username + "]";
    }
}
