// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import io.pushwire.listener.webhook.Headers;
import io.pushwire.listener.webhook.WebhookRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// How a source proves that a request is its own. Each kind takes several values at once, so that a
/// secret can be changed without losing a request. A claim beside the kind that is configured is no
/// proof: a secret in the path counts only where one is expected.
public sealed interface Proof {

    /// What can be said before the body is read.
    Verdict check(Claim claim);

    /// What the body adds, after [#check(Claim)] said [Verdict#NEEDS_BODY]; every other kind has
    /// said all by then.
    default Verdict check(WebhookRequest request) {
        return Verdict.GENUINE;
    }

    /// Whether it shows who the sender is. A secret in a path stands in the logs of everything on
    /// the way.
    default boolean isCredential() {
        return switch (this) {
            case Anonymous _, PathSecret _ -> false;
            case HeaderSecret _, Basic _, Bearer _, Signature _, OidcToken _ -> true;
        };
    }

    private static <T> List<T> some(List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing is accepted");
        }
        return List.copyOf(values);
    }

    /// A fixed value in a header, the only thing that most registries can do.
    ///
    /// @param name of the header
    /// @param accepted one, or both the old and the new while a secret is being changed
    record HeaderSecret(String name, List<Secret> accepted) implements Proof {

        public HeaderSecret {
            accepted = Proof.some(accepted);
        }

        @Override
        public Verdict check(Claim claim) {
            return HeaderValue.of(
                    claim,
                    name,
                    value ->
                            Verdict.genuineIf(
                                    Secret.anyMatches(accepted, HeaderValue.bytes(value))));
        }
    }

    /// User and password in `Authorization: Basic`.
    record Basic(String username, List<Secret> passwords) implements Proof {

        public Basic {
            passwords = Proof.some(passwords);
        }

        @Override
        public Verdict check(Claim claim) {
            return HeaderValue.of(
                    claim,
                    HeaderValue.AUTHORIZATION,
                    value ->
                            HeaderValue.afterScheme("basic", value)
                                    .map(this::decoded)
                                    .orElse(Verdict.MISSING));
        }

        private Verdict decoded(String encoded) {
            byte[] pair;
            try {
                pair = Base64.getDecoder().decode(HeaderValue.bytes(encoded));
            } catch (IllegalArgumentException notBase64) {
                return Verdict.WRONG;
            }
            int colon = 0;
            while (colon < pair.length && pair[colon] != ':') {
                colon++;
            }
            if (colon == pair.length) {
                return Verdict.WRONG;
            }
            boolean user =
                    MessageDigest.isEqual(
                            Arrays.copyOf(pair, colon), username.getBytes(StandardCharsets.UTF_8));
            byte[] claimed = Arrays.copyOfRange(pair, colon + 1, pair.length);
            boolean password = Secret.anyMatches(passwords, claimed);
            return Verdict.genuineIf(user && password);
        }
    }

    /// A fixed token in `Authorization: Bearer`.
    record Bearer(List<Secret> tokens) implements Proof {

        public Bearer {
            tokens = Proof.some(tokens);
        }

        @Override
        public Verdict check(Claim claim) {
            return HeaderValue.of(
                    claim,
                    HeaderValue.AUTHORIZATION,
                    value ->
                            HeaderValue.afterScheme("bearer", value)
                                    .map(token ->
                                            Verdict.genuineIf(
                                                    Secret.anyMatches(
                                                            tokens, HeaderValue.bytes(token))))
                                    .orElse(Verdict.MISSING));
        }
    }

    /// A keyed hash of the body's bytes as they were sent, in hexadecimal digits.
    ///
    /// @param hash how the body is hashed
    /// @param headers the first of them that was sent counts; a fork may use another name
    record Signature(Hash hash, List<String> headers, List<Secret> keys) implements Proof {

        public Signature {
            headers = Proof.some(headers);
            keys = Proof.some(keys);
        }

        @Override
        public Verdict check(Claim claim) {
            return claim.inPath().isPresent()
                    ? Verdict.WRONG
                    : sent(claim.headers())
                            .map(value ->
                                    digits(value).isPresent() ? Verdict.NEEDS_BODY : Verdict.WRONG)
                            .orElse(Verdict.MISSING);
        }

        @Override
        public Verdict check(WebhookRequest request) {
            Optional<byte[]> claimed = sent(request.headers()).flatMap(this::digits);
            if (claimed.isEmpty()) {
                return Verdict.MISSING;
            }
            boolean genuine = false;
            for (Secret key : keys) {
                genuine |=
                        MessageDigest.isEqual(
                                key.authenticationCode(hash.algorithm, request.body()),
                                claimed.get());
            }
            return Verdict.genuineIf(genuine);
        }

        private Optional<String> sent(Headers sent) {
            return headers.stream()
                    .map(sent::all)
                    .filter(values -> !values.isEmpty())
                    .findFirst()
                    .filter(values -> values.size() == 1)
                    .map(List::getFirst);
        }

        // GitHub writes the name of the hash in front, the others do not.
        private Optional<byte[]> digits(String value) {
            String hex =
                    value.startsWith(hash.prefix) ? value.substring(hash.prefix.length()) : value;
            if (hex.length() != 2 * hash.length) {
                return Optional.empty();
            }
            try {
                return Optional.of(HexFormat.of().parseHex(hex));
            } catch (IllegalArgumentException notHexadecimal) {
                return Optional.empty();
            }
        }
    }

    /// The hashes that registries sign with.
    enum Hash {
        /// GitHub, Gitea, Forgejo, Artifactory.
        SHA256("HmacSHA256", "sha256=", 32),

        /// Nexus. Weak as a hash, not broken as a keyed one.
        SHA1("HmacSHA1", "sha1=", 20);

        private final String algorithm;
        private final String prefix;
        private final int length;

        Hash(String algorithm, String prefix, int length) {
            this.algorithm = algorithm;
            this.prefix = prefix;
            this.length = length;
        }
    }

    /// A secret in the path, for senders that can be told a URL and nothing else.
    record PathSecret(List<Secret> accepted) implements Proof {

        public PathSecret {
            accepted = Proof.some(accepted);
        }

        @Override
        public Verdict check(Claim claim) {
            return claim.inPath()
                    .map(secret ->
                            Verdict.genuineIf(
                                    Secret.anyMatches(
                                            accepted, secret.getBytes(StandardCharsets.UTF_8))))
                    .orElse(Verdict.MISSING);
        }
    }

    /// A signed OpenID Connect token in `Authorization: Bearer`.
    record OidcToken(TokenVerifier verifier) implements Proof {

        @Override
        public Verdict check(Claim claim) {
            return HeaderValue.of(
                    claim,
                    HeaderValue.AUTHORIZATION,
                    value ->
                            HeaderValue.afterScheme("bearer", value)
                                    .map(verifier::check)
                                    .orElse(Verdict.MISSING));
        }
    }

    /// Everybody is believed. Never a default: somebody wrote `allow-anonymous: true`.
    record Anonymous() implements Proof {

        @Override
        public Verdict check(Claim claim) {
            return claim.inPath().isPresent() ? Verdict.WRONG : Verdict.GENUINE;
        }
    }
}
