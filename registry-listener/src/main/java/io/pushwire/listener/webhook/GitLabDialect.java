// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.Optional;

/// GitLab's registry, a fork of Docker Distribution that speaks as 2.x does and adds `rename`, a
/// free `meta`, and `actor.user`, a token of GitLab that must not leave this class.
final class GitLabDialect implements Dialect {

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public int longestBody() {
        return DistributionEnvelope.LONGEST_BODY;
    }

    @Override
    public Reading read(WebhookRequest request) {
        return DistributionEnvelope.read(request);
    }

    @Override
    public Optional<byte[]> redact(WebhookRequest request) {
        return TokenRedaction.of(request);
    }
}
