// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The tokens of one registry, by repository, until shortly before they expire.
final class TokenCache {

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final int SWEEP_ABOVE = 1_000;

    private final ConcurrentMap<String, Token> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    TokenCache(Clock clock) {
        this.clock = clock;
    }

    private record Token(String value, Instant until) {

        @Override
        public String toString() {
            return "Token[until=" + until + "]";
        }
    }

    Optional<String> get(String repository) {
        Instant now = clock.instant();
        return Optional.ofNullable(tokens.get(repository))
                .filter(token -> token.until().isAfter(now))
                .map(Token::value);
    }

    /// A short-lived token is used for half its life.
    void put(String repository, String token, long seconds) {
        Duration life = Duration.ofSeconds(seconds);
        Duration margin = life.dividedBy(2).compareTo(MARGIN) < 0 ? life.dividedBy(2) : MARGIN;
        Instant now = clock.instant();
        if (tokens.size() > SWEEP_ABOVE) {
            tokens.values().removeIf(old -> old.until().isBefore(now));
        }
        tokens.put(repository, new Token(token, now.plus(life).minus(margin)));
    }

    /// The registry did not take it, whatever it was said to be good for.
    void drop(String repository, String token) {
        tokens.computeIfPresent(repository, (_, kept) -> kept.value().equals(token) ? null : kept);
    }
}
