// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// What a service on this machine says of itself.
public final class Readiness {

    private Readiness() {}

    /// @param port that it serves
    public static boolean at(int port) {
        try {
            var asked =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/health/readiness")
                                    .toURL()
                                    .openConnection();
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
