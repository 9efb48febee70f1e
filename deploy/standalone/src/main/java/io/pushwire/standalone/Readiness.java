// SPDX-License-Identifier: Apache-2.0
package io.pushwire.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Asks what a probe would ask. `HttpURLConnection`, because the newer client costs a tenth of a
/// second of the start.
final class Readiness {

    private static final int TIMEOUT_MS = 5000;

    // What is asked works for each answer, on the processors that it starts with.
    private static final int PAUSE_MS = 50;

    private final URI readiness;
    private String lastAnswer = "no answer yet";

    Readiness(URI server) {
        readiness = server.resolve("/health/readiness");
    }

    /// False if it is not ready when the time is over.
    boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        do {
            if (isReady()) {
                return true;
            }
            pause();
        } while (System.nanoTime() < end);
        return false;
    }

    /// What the services said that they wait for.
    String lastAnswer() {
        return lastAnswer;
    }

    private boolean isReady() {
        try {
            var connection = (HttpURLConnection) readiness.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            int code = connection.getResponseCode();
            InputStream body =
                    code < 400 ? connection.getInputStream() : connection.getErrorStream();
            lastAnswer =
                    code
                            + " "
                            + (body == null
                                    ? ""
                                    : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            return code == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            lastAnswer = notYet.toString();
            return false;
        }
    }

    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
}
