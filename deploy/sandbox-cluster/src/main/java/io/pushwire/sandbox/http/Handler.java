// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.http;

/// Answers requests, each on a virtual thread of its own.
@FunctionalInterface
public interface Handler {
    /// Returning without an answer closes the connection, as does throwing.
    void handle(Request request, Exchange exchange) throws InterruptedException;
}
