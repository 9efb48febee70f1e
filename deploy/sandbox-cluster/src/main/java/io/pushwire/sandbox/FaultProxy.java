// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox;

import io.pushwire.sandbox.fault.Faults;
import io.pushwire.sandbox.gate.Gate;
import io.pushwire.sandbox.http.HttpPort;
import io.pushwire.sandbox.journal.Journal;
import io.pushwire.sandbox.proxy.ServerAccess;
import io.pushwire.sandbox.proxy.Upstream;

import java.net.URI;
import java.time.Clock;

/// The sandbox's faults and journal in front of any API server: a reverse proxy on 127.0.0.1, on
/// plain HTTP and without a password, which passes on what no fault meets.
///
/// Every verb, body and watch goes through; upgrades (`exec`, `port-forward`) do not, and a log
/// that is followed is answered at its end.
public final class FaultProxy implements AutoCloseable {
    private static final int JOURNAL_SIZE = 10_000;

    private final Faults faults = new Faults();
    private final Journal journal = new Journal(JOURNAL_SIZE);
    private final Upstream upstream;
    private final HttpPort port;

    private FaultProxy(ServerAccess access) {
        upstream = new Upstream(access);
        port =
                HttpPort.open(
                        HttpPort.THIS_MACHINE,
                        0,
                        new Gate(faults, journal, Clock.systemUTC(), upstream));
    }

    /// @param kubeconfig the text of a kubeconfig file; its current context leads to the server
    ///
    ///   Throws [IllegalArgumentException] with a sentence when it cannot be used.
    public static FaultProxy start(String kubeconfig) {
        return new FaultProxy(ServerAccess.of(kubeconfig));
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port.number());
    }

    /// The text of a kubeconfig file whose current context leads through this proxy.
    public String kubeconfig() {
        return Kubeconfig.text(baseUrl());
    }

    public Faults faults() {
        return faults;
    }

    /// The writes that came through this proxy.
    public Journal journal() {
        return journal;
    }

    @Override
    public void close() {
        faults.clear();
        port.close();
        upstream.close();
    }
}
