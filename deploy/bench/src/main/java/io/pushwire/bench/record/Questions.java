// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.record;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Asks the listener's API, one question after the other over one connection.
final class Questions implements AutoCloseable {

    static final String TOKEN = "token-of-the-benchmark";

    private static final int GOOD = 200;
    private static final double TO_MILLIS = 1e6;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    Questions(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /// Milliseconds until the last byte of the answer.
    ///
    /// @param cold of the first question
    /// @param bytes of all answers
    record Asked(int number, double cold, double p50, double p99, double most, long bytes) {}

    /// @throws IOException if one is not answered 200
    Asked all(List<String> paths) throws IOException, InterruptedException {
        var times = new Histogram(3);
        double cold = -1;
        long bytes = 0;
        for (String path : paths) {
            long begun = System.nanoTime();
            bytes += ask(path);
            long took = System.nanoTime() - begun;
            cold = cold < 0 ? took / TO_MILLIS : cold;
            times.recordValue(took);
        }
        return new Asked(
                paths.size(),
                cold,
                times.getValueAtPercentile(50) / TO_MILLIS,
                times.getValueAtPercentile(99) / TO_MILLIS,
                times.getMaxValue() / TO_MILLIS,
                bytes);
    }

    /// Whether the index is built.
    boolean areAnswered() throws InterruptedException {
        try {
            return send("/api/v1/events?limit=1").statusCode() == GOOD;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private long ask(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(path);
        if (answer.statusCode() != GOOD) {
            throw new IOException(
                    "%s was answered %d: %s"
                            .formatted(
                                    path,
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body().length;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
