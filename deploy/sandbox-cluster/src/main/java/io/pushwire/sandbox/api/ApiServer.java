// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.fault.Effect;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Handler;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.journal.Journal;

import java.util.Optional;
import java.util.function.Supplier;

/// Every request's way: admin paths, then the fault that it meets, then what it asks for; writes go
/// into the journal.
public final class ApiServer implements Handler {
    private final Routes routes;
    private final FixedPaths fixed;
    private final AdminPaths admin;
    private final Faults faults;
    private final Verbs verbs;
    private final Watches watches;
    private final Bookkeeping books;

    public ApiServer(Cluster cluster, Faults faults, Journal journal) {
        this.routes = new Routes(cluster.types());
        this.fixed = new FixedPaths(cluster.types(), faults);
        this.admin = new AdminPaths(cluster, faults, journal);
        this.faults = faults;
        this.verbs = new Verbs(cluster);
        this.watches = new Watches(cluster, faults);
        this.books = new Bookkeeping(journal, cluster.clock());
    }

    @Override
    public void handle(Request request, Exchange exchange) throws InterruptedException {
        if (request.path().startsWith("/sandbox/")) {
            exchange.send(refusable(() -> admin.answer(request)));
            return;
        }
        var target = routes.find(request.path());
        var call =
                target.map(it -> it.call(request))
                        .orElseGet(() -> new Call(request.method(), "", "", "", ""));
        var work = new Work(request, exchange, target, books.open(request, target, call));
        var fault = faults.meet(call);
        if (fault.isEmpty()) {
            serve(work);
        } else {
            goWrong(work, fault.get());
        }
    }

    /// One request on its way.
    private record Work(
            Request request, Exchange exchange, Optional<Target> target, Bookkeeping.Page page) {}

    private void serve(Work work) throws InterruptedException {
        if (work.target().isPresent() && isWatch(work.target().get(), work.request())) {
            try {
                watches.serve(work.target().get(), work.request(), work.exchange());
            } catch (Refusal e) {
                work.exchange().send(e.answer());
            }
            return;
        }
        var answer = answer(work);
        work.page().answered(answer.code());
        work.exchange().send(answer);
    }

    private void goWrong(Work work, Active fault) throws InterruptedException {
        switch (fault.fault().effect()) {
            case Effect.Refuse() -> {
                work.page().lost(false);
                work.exchange().cut();
            }
            case Effect.Reject(var code, var message, var retryAfter) -> {
                work.page().answered(code);
                work.exchange().send(Refusal.rejected(code, message, retryAfter).answer());
            }
            case Effect.Hang() -> {
                if (heldToItsEnd(work, fault)) {
                    serve(work);
                } else {
                    work.page().lost(false);
                }
            }
            case Effect.HangAfter() -> {
                var answer = answer(work);
                work.page().lost(answer.code() < 300);
                heldToItsEnd(work, fault);
                work.exchange().cut();
            }
        }
    }

    /// False when the client went first.
    private static boolean heldToItsEnd(Work work, Active fault) {
        work.exchange().whenClosed(Thread.currentThread()::interrupt);
        try {
            fault.hold();
            return work.exchange().isOpen();
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Answer answer(Work work) {
        return refusable(() ->
                work.target().isPresent()
                        ? verbs.answer(work.target().get(), work.request())
                        : fixed.answer(work.request()));
    }

    private static boolean isWatch(Target target, Request request) {
        return request.method().equals("GET") && target.isCollection() && request.isOn("watch");
    }

    private static Answer refusable(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (Refusal e) {
            return e.answer();
        }
    }
}
