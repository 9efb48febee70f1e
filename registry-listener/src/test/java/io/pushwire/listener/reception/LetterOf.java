// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.source.Confirmation;
import io.pushwire.listener.source.RegistryNames;
import io.pushwire.listener.source.RepositoryGlobs;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.webhook.Dialect;
import io.pushwire.listener.webhook.WebhookRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Dead letters for tests, made as the reception makes them.
public final class LetterOf {

    private LetterOf() {}

    public static DeadLetter letter(String dialect, WebhookRequest request, Optional<byte[]> kept) {
        var source =
                new Source(
                        "team",
                        dialect,
                        new RegistryNames("registry.example", List.of()),
                        RepositoryGlobs.all(),
                        new Proof.Anonymous(),
                        Confirmation.AFTER);
        return DeadLetter.of("id-1", "why", source, request, kept, Instant.EPOCH);
    }

    /// What can be read again.
    public static Optional<WebhookRequest> request(Dialect dialect, WebhookRequest request) {
        return letter(dialect.name(), request, dialect.redact(request)).request();
    }
}
