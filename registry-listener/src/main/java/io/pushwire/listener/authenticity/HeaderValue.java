// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reading the one value of the header that carries a credential.
final class HeaderValue {

    static final String AUTHORIZATION = "Authorization";

    private HeaderValue() {}

    /// @param judge asked only where the header was sent exactly once, to the plain route
    static Verdict of(Claim claim, String name, Function<String, Verdict> judge) {
        if (claim.inPath().isPresent()) {
            return Verdict.WRONG;
        }
        List<String> sent = claim.headers().all(name);
        return sent.size() == 1 ? judge.apply(sent.getFirst()) : Verdict.MISSING;
    }

    /// @param scheme in any case, as RFC 9110 has it
    static Optional<String> afterScheme(String scheme, String authorization) {
        int space = authorization.indexOf(' ');
        return space > 0 && authorization.substring(0, space).equalsIgnoreCase(scheme)
                ? Optional.of(authorization.substring(space).strip())
                : Optional.empty();
    }

    /// As they were sent.
    static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
