// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.nio.file.Path;

/// Where a registry's credentials come from. They are read again every minute, so that they can be
/// rotated.
public sealed interface CredentialSource {

    record Anonymous() implements CredentialSource {}

    /// @param file holds the password and nothing else; a line end after it does not count
    record PasswordFile(String username, Path file) implements CredentialSource {}

    /// Docker's `config.json`: `auths`, `credHelpers` and `credsStore`; anonymous where it knows
    /// nothing of the registry.
    record DockerConfig(Path file) implements CredentialSource {}

    /// What somebody else has read already, from a Secret for example.
    ///
    /// @param identityToken whether the secret is a refresh token of OAuth 2 and not a password
    record Given(String username, String secret, boolean identityToken)
            implements CredentialSource {

        @Override
        public String toString() {
            return "Given[" + username + "]";
        }
    }
}
