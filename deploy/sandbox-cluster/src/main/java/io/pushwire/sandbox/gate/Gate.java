// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.gate;

import io.pushwire.sandbox.fault.Active;
import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.fault.Effect;
import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Handler;
import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.journal.Journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/// Every request's way: the fault that it meets, then the origin; writes go into the journal.
public final class Gate implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Faults faults;
    private final Bookkeeping books;
    private final Origin origin;

    public Gate(Faults faults, Journal journal, Clock clock, Origin origin) {
        this.faults = faults;
        this.books = new Bookkeeping(journal, clock);
        this.origin = origin;
    }

    @Override
    public void handle(Request request, Exchange exchange) throws InterruptedException {
        var path = ApiPath.of(request.path());
        var call =
                path.map(it -> it.call(request))
                        .orElseGet(() -> new Call(request.method(), "", "", "", ""));
        var work = new Work(request, exchange, path, call, books.open(request, path, call));
        var fault = faults.meet(call);
        try {
            if (fault.isEmpty()) {
                serve(work);
            } else {
                goWrong(work, fault.get());
            }
        } catch (IOException e) {
            LOG.debug("{} {} got no answer", request.method(), request.path(), e);
            work.page().lost(false);
            exchange.cut();
        }
    }

    /// One request on its way.
    private record Work(
            Request request,
            Exchange exchange,
            Optional<ApiPath> path,
            Call call,
            Bookkeeping.Page page) {
        boolean isWatch() {
            return path.map(it -> it.isWatched(request)).orElse(false);
        }
    }

    private void serve(Work work) throws IOException, InterruptedException {
        if (work.isWatch()) {
            watch(work);
            return;
        }
        var answer = origin.endsWithItsClient() ? whileItIsThere(work) : answer(work);
        work.page().answered(answer.code());
        work.exchange().send(answer);
    }

    private void watch(Work work) throws IOException, InterruptedException {
        var over = faults.watching(work.call(), work.exchange()::cut);
        var forget = work.exchange().whenClosed(Thread.currentThread()::interrupt);
        try {
            origin.watch(work.request(), work.exchange());
        } finally {
            forget.run();
            over.run();
        }
    }

    /// Interrupted when the client goes. Whether the origin had carried it out by then is not
    /// known; the journal says that it had not.
    private Answer whileItIsThere(Work work) throws IOException, InterruptedException {
        var forget = work.exchange().whenClosed(Thread.currentThread()::interrupt);
        try {
            return answer(work);
        } catch (InterruptedException e) {
            work.page().lost(false);
            throw e;
        } finally {
            forget.run();
        }
    }

    private Answer answer(Work work) throws IOException, InterruptedException {
        var denied = AccessReviews.denied(work.request(), faults);
        return denied.isPresent() ? denied.get() : origin.answer(work.request());
    }

    private void goWrong(Work work, Active fault) throws IOException, InterruptedException {
        switch (fault.fault().effect()) {
            case Effect.Refuse() -> {
                work.page().lost(false);
                work.exchange().cut();
            }
            case Effect.Reject(var code, var message, var retryAfter) -> {
                work.page().answered(code);
                work.exchange().send(Failures.rejected(code, message, retryAfter));
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
        var forget = work.exchange().whenClosed(Thread.currentThread()::interrupt);
        try {
            fault.hold();
            return work.exchange().isOpen();
        } catch (InterruptedException e) {
            return false;
        } finally {
            forget.run();
        }
    }
}
