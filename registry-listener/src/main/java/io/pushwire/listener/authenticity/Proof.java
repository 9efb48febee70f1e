// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import io.pushwire.listener.webhook.Headers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// How a source proves that a request is its own.
public sealed interface Proof {

    /// What can be said before the body is read.
    Verdict check(Headers headers);

    /// A fixed value in a header, the only thing that most registries can do.
    ///
    /// @param name of the header
    /// @param accepted one, or both the old and the new while a secret is being changed
    record HeaderSecret(String name, List<Secret> accepted) implements Proof {

        public HeaderSecret {
            accepted = List.copyOf(accepted);
            if (accepted.isEmpty()) {
                throw new IllegalArgumentException("no value is accepted for header " + name);
            }
        }

        @Override
        public Verdict check(Headers headers) {
            List<String> claimed = headers.all(name);
            if (claimed.size() != 1) {
                return Verdict.MISSING;
            }
            byte[] bytes = claimed.getFirst().getBytes(StandardCharsets.ISO_8859_1);
            boolean genuine = false;
            for (Secret secret : accepted) {
                // No short cut: the time must not tell which of them matched.
                genuine |= secret.matches(bytes);
            }
            return genuine ? Verdict.GENUINE : Verdict.WRONG;
        }
    }

    /// Everybody is believed. Never a default: somebody wrote `allow-anonymous: true`.
    record Anonymous() implements Proof {

        @Override
        public Verdict check(Headers headers) {
            return Verdict.GENUINE;
        }
    }
}
