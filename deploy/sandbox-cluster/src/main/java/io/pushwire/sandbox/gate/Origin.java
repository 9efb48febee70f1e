// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.gate;

import io.pushwire.sandbox.http.Answer;
import io.pushwire.sandbox.http.Exchange;
import io.pushwire.sandbox.http.Request;

import java.io.IOException;

/// What answers the requests that get through.
public interface Origin {
    /// Carries out a request that is no watch.
    ///
    /// Throws when there is no answer; the client is cut off then.
    Answer answer(Request request) throws IOException, InterruptedException;

    /// Serves a watch to its end, on the calling thread, which is interrupted when the client goes.
    void watch(Request request, Exchange exchange) throws IOException, InterruptedException;

    /// Whether a client that hangs up ends the work on its request, as a server's does that hears
    /// of it.
    boolean endsWithItsClient();
}
