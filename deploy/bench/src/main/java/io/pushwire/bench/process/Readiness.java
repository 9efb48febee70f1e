// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// What a server on this machine answers.
public final class Readiness {

    private Readiness() {}

    /// Whether one of our services says that it is ready.
    public static boolean at(int port) {
        return answers(port, "/health/readiness");
    }

    /// Whether it answers 200.
    public static boolean answers(int port, String path) {
        try {
            var asked =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
