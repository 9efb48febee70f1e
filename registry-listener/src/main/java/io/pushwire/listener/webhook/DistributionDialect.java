// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

/// Docker Distribution 2.x and 3.x.
final class DistributionDialect implements Dialect {

    @Override
    public String name() {
        return "distribution";
    }

    @Override
    public int longestBody() {
        return DistributionEnvelope.LONGEST_BODY;
    }

    @Override
    public Reading read(WebhookRequest request) {
        return DistributionEnvelope.read(request);
    }
}
