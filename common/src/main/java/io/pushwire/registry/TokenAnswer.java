// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a token service answers: https://distribution.github.io/distribution/spec/auth/token/
///
/// Read without annotations, from which Micronaut's processor would make a class of its own.
///
/// @param seconds how long it may be used
record TokenAnswer(String token, long seconds) {

    private static final ObjectMapper JSON = new ObjectMapper();
    // So that it can stand in a header.
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    private static final int UNSAID_SECONDS = 60;
    private static final int DAY_SECONDS = 86_400;

    /// Empty if there is no token in it.
    static Optional<TokenAnswer> read(byte[] json) {
        try {
            JsonNode answer = JSON.readTree(json);
            String token = answer.path("token").asText("");
            String usable = token.isEmpty() ? answer.path("access_token").asText("") : token;
            long seconds = answer.path("expires_in").asLong(UNSAID_SECONDS);
            return PRINTABLE.matcher(usable).matches()
                    ? Optional.of(new TokenAnswer(usable, Math.clamp(seconds, 0, DAY_SECONDS)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "TokenAnswer[seconds=" + seconds + "]";
    }
}
