// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.StoredObject;

import java.util.List;

/// Get and list.
final class Reads {
    private final Cluster cluster;

    Reads(Cluster cluster) {
        this.cluster = cluster;
    }

    StoredObject find(Target target) {
        return cluster.store()
                .get(EventForms.storage(target.type()), target.key())
                .orElseThrow(() -> Refusal.notFound(target.type(), target.name()));
    }

    Answer get(Target target, Request request) {
        var form = Form.of(request, cluster);
        return Answer.json(200, List.of(form.one(target.type(), find(target))));
    }

    Answer list(Target target, Request request) {
        var form = Form.of(request, cluster);
        var selection = Selection.of(target, request);
        var page = page(target, request, selection);
        return Answer.json(200, form.list(target.type(), page, selection.isAll()));
    }

    private Pages.Page page(Target target, Request request, Selection selection) {
        var limit = (int) Numbers.of(request, "limit", 0);
        var token = request.query("continue");
        if (token.isEmpty()) {
            var listing =
                    cluster.store().list(EventForms.storage(target.type()), target.namespace());
            return cluster.pages().first(listing, limit, selection);
        }
        try {
            return cluster.pages().next(token, limit, selection).orElseThrow(Reads::tooOld);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal tooOld() {
        return Refusal.expired(
                "The provided continue parameter is too old to display a consistent list result."
                        + " You can start a new list without the continue parameter.");
    }
}
