// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.config;

import io.pushwire.listener.access.Globs;
import io.pushwire.listener.access.Reader;
import io.pushwire.listener.access.Readers;
import io.pushwire.listener.access.Sight;
import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.authenticity.Secret;
import io.pushwire.listener.authenticity.TokenVerifier;

import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Checks who may read the record, and makes readers of it.
@Singleton
public final class ConfiguredReaders {

    private final Collection<ReaderConfig> configured;
    private final TokenVerifier.Factory tokens;

    ConfiguredReaders(Collection<ReaderConfig> configured, TokenVerifier.Factory tokens) {
        this.configured = List.copyOf(configured);
        this.tokens = tokens;
    }

    /// @throws InvalidConfigurationException naming all that is wrong
    public Readers check() {
        var problems = new ArrayList<String>();
        var readers = new ArrayList<Reader>();
        for (ReaderConfig config : configured) {
            reader(config, Problems.ofReader(config.name(), problems)).ifPresent(readers::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems.stream().sorted().toList());
        }
        return new Readers(readers);
    }

    private Optional<Reader> reader(ReaderConfig config, Problems problems) {
        if (config.shownRepositories().isEmpty()) {
            problems.add(
                    ".repositories",
                    "is missing: set globs such as registry.example.com/team/*, or \"*\" for all");
        }
        return proof(config, problems)
                .map(proof ->
                        new Reader(
                                config.name(),
                                proof,
                                new Sight(
                                        Globs.of(config.shownRepositories()),
                                        Globs.of(config.shownClusters()))));
    }

    private Optional<Proof> proof(ReaderConfig config, Problems problems) {
        ReaderConfig.TokenConfig token = config.token();
        ReaderConfig.OidcConfig oidc = config.oidc();
        boolean byToken = token != null && token.isWritten();
        boolean byIssuer = oidc != null && oidc.isWritten();
        if (byToken == byIssuer) {
            return problems.add("", "needs either token or oidc: set exactly one of them");
        }
        if (token != null && byToken) {
            List<Secret> accepted =
                    new AcceptedSecrets(problems)
                            .read(".token", "value", token.value(), token.files(), Secret::new);
            return accepted.isEmpty() ? Optional.empty() : Optional.of(new Proof.Bearer(accepted));
        }
        return oidc == null
                ? Optional.empty()
                : new IssuedTokens(tokens, problems)
                        .proof(
                                ".oidc",
                                oidc.issuer(),
                                oidc.jwksUri(),
                                oidc.audiences(),
                                oidc.emails());
    }
}
