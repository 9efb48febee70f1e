// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Handler;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.sandbox.json.Trees;

import jakarta.json.JsonObject;

/// What is under `/sandbox`: the same as the Java API, for other processes. No fault meets it.
public final class AdminPaths implements Handler {
    private final Cluster cluster;
    private final Faults faults;
    private final Journal journal;
    private final Handler others;

    /// @param others answers every other path
    public AdminPaths(Cluster cluster, Faults faults, Journal journal, Handler others) {
        this.cluster = cluster;
        this.faults = faults;
        this.journal = journal;
        this.others = others;
    }

    @Override
    public void handle(Request request, Exchange exchange) throws InterruptedException {
        if (!request.path().startsWith("/sandbox/")) {
            others.handle(request, exchange);
            return;
        }
        try {
            exchange.send(answer(request));
        } catch (Refusal e) {
            exchange.send(e.answer());
        }
    }

    private Answer answer(Request request) {
        var path = request.path().substring("/sandbox".length());
        return switch (request.method() + " " + path) {
            case "GET /faults" -> Answer.json(200, FaultTrees.list(faults));
            case "POST /faults" -> add(Bodies.json(request));
            case "DELETE /faults" -> {
                faults.clear();
                yield done("All faults are cleared.");
            }
            case "GET /journal" ->
                    Answer.json(200, JournalTrees.of(journal, Numbers.of(request, "since", 0)));
            case "DELETE /journal" -> {
                journal.clear();
                yield done("The journal is empty.");
            }
            case "POST /forget-history" -> {
                cluster.forgetHistory();
                yield done("Older resource versions are expired now.");
            }
            default -> one(request, path);
        };
    }

    private Answer one(Request request, String path) {
        var id = path.startsWith("/faults/") ? path.substring("/faults/".length()) : "";
        if (request.method().equals("DELETE") && faults.remove(id)) {
            return done("The fault " + id + " is removed.");
        }
        throw Refusal.of(404, "There is no %s %s.".formatted(request.method(), request.path()));
    }

    private Answer add(JsonObject body) {
        var kind = Trees.text(body, "kind");
        if (kind.equals("CUT_WATCH")) {
            var cut = faults.cutWatches(FaultTrees.parts(body));
            return Answer.json(200, Trees.builder().add("cut", cut).build());
        }
        return kind.equals("AWAY")
                ? Answer.json(201, FaultTrees.of(faults.goAway()))
                : Answer.json(201, FaultTrees.of(faults.add(FaultTrees.read(body))));
    }

    private static Answer done(String sentence) {
        return Answer.json(200, Trees.builder().add("message", sentence).build());
    }
}
