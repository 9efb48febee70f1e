// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import java.net.URI;
import java.util.List;

/// What an OpenID Connect token must say.
///
/// @param issuer exactly as it stands in the token
/// @param audiences one of them must be among the token's
/// @param emails one of them must be the token's, and verified: anybody can have a token of a
///   public issuer for any audience
/// @param keys where the issuer publishes its keys; no token can name another place
public record ExpectedToken(String issuer, List<String> audiences, List<String> emails, URI keys) {

    public ExpectedToken {
        audiences = List.copyOf(audiences);
        emails = List.copyOf(emails);
        if (audiences.isEmpty() || emails.isEmpty()) {
            throw new IllegalArgumentException(
                    "a token needs an audience and an email to be told from others of its issuer");
        }
    }
}
