// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import io.pushwire.listener.webhook.Headers;

import java.util.Optional;

/// What a request says about its sender before its body is read.
///
/// @param headers of the request
/// @param inPath what stands behind the source's name in the path
public record Claim(Headers headers, Optional<String> inPath) {

    /// A request to the plain route.
    public static Claim of(Headers headers) {
        return new Claim(headers, Optional.empty());
    }

    /// The path may be a secret.
    @Override
    public String toString() {
        return "Claim[" + headers + (inPath.isPresent() ? ", path" : "") + "]";
    }
}
