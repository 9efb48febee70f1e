// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The ways of proving oneself, and which sender can go which: what a registry cannot send must not
/// be configured for it, or every notification of it would be answered 401.
enum CredentialKind {
    HEADER("header"),
    BASIC("basic"),
    BEARER("bearer"),
    HMAC_SHA256("hmac-sha256"),
    HMAC_SHA1("hmac-sha1"),
    PATH("path"),
    OIDC("oidc");

    private static final Set<CredentialKind> ANY_HEADER = EnumSet.of(HEADER, BASIC, BEARER, PATH);
    private static final Set<CredentialKind> URL_ONLY = EnumSet.of(PATH);

    // A dialect that is missing here may use every kind.
    private static final Map<String, Set<CredentialKind>> SENT_BY =
            Map.ofEntries(
                    Map.entry("distribution", ANY_HEADER),
                    Map.entry("gitlab", ANY_HEADER),
                    Map.entry("harbor", ANY_HEADER),
                    Map.entry("zot", ANY_HEADER),
                    Map.entry("acr", ANY_HEADER),
                    Map.entry("ecr", ANY_HEADER),
                    Map.entry("acr-event-grid", ANY_HEADER),
                    Map.entry("docker-hub", URL_ONLY),
                    Map.entry("quay", URL_ONLY),
                    Map.entry("ghcr", EnumSet.of(HMAC_SHA256, PATH)),
                    Map.entry("google-artifact-registry", EnumSet.of(OIDC, PATH)),
                    Map.entry("artifactory", EnumSet.of(HEADER, BASIC, BEARER, HMAC_SHA256, PATH)),
                    Map.entry("nexus", EnumSet.of(HMAC_SHA1, PATH)),
                    Map.entry("gitea", EnumSet.of(HEADER, BASIC, BEARER, HMAC_SHA256, PATH)),
                    Map.entry("forgejo", EnumSet.of(HEADER, BASIC, BEARER, HMAC_SHA256, PATH)));

    // GitHub's name is what every other sender of such a signature also writes.
    private static final List<String> SIGNATURE = List.of("X-Hub-Signature-256");
    private static final Map<String, List<String>> SIGNATURE_OF =
            Map.of(
                    "artifactory", List.of("X-JFrog-Event-Auth"),
                    "gitea", List.of("X-Gitea-Signature", "X-Forgejo-Signature"),
                    "forgejo", List.of("X-Forgejo-Signature", "X-Gitea-Signature"));

    private final String key;

    CredentialKind(String key) {
        this.key = key;
    }

    /// Below `auth`.
    String key() {
        return key;
    }

    boolean canBeSentBy(String dialect) {
        return sentBy(dialect).contains(this);
    }

    /// For a sentence.
    static String namesOf(String dialect) {
        return sentBy(dialect).stream()
                .sorted()
                .map(kind -> "auth." + kind.key)
                .collect(Collectors.joining(", "));
    }

    /// Where a sender puts its HMAC-SHA256.
    static List<String> signatureHeaders(String dialect) {
        return SIGNATURE_OF.getOrDefault(dialect, SIGNATURE);
    }

    private static Set<CredentialKind> sentBy(String dialect) {
        return SENT_BY.getOrDefault(dialect, EnumSet.allOf(CredentialKind.class));
    }
}
