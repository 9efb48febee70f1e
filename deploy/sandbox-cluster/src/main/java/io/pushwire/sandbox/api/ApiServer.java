// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.gate.Origin;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Request;

/// Answers what gets through the gate: objects, watches, and the paths that are neither.
public final class ApiServer implements Origin {
    private final Routes routes;
    private final FixedPaths fixed;
    private final Verbs verbs;
    private final Watches watches;

    public ApiServer(Cluster cluster) {
        this.routes = new Routes(cluster.types());
        this.fixed = new FixedPaths(cluster.types());
        this.verbs = new Verbs(cluster);
        this.watches = new Watches(cluster);
    }

    @Override
    public Answer answer(Request request) {
        try {
            var target = routes.find(request.path());
            return target.isPresent() ? verbs.answer(target.get(), request) : fixed.answer(request);
        } catch (Refusal e) {
            return e.answer();
        }
    }

    @Override
    public void watch(Request request, Exchange exchange) throws InterruptedException {
        var target = routes.find(request.path());
        if (target.isEmpty()) {
            exchange.send(answer(request));
            return;
        }
        try {
            watches.serve(target.get(), request, exchange);
        } catch (Refusal e) {
            exchange.send(e.answer());
        }
    }

    /// Nothing here takes long enough to be left off.
    @Override
    public boolean endsWithItsClient() {
        return false;
    }
}
