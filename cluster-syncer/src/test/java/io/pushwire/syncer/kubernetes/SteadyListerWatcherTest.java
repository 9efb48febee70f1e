// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watchable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pushwire.syncer.kubernetes.WatchLife.Reason;

import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

class SteadyListerWatcherTest {

    private static final CallGeneratorParams PARAMS = new CallGeneratorParams(false, "0", null);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Scripted server = new Scripted();
    private final SteadyListerWatcher<WatchedNamespace> steady =
            new SteadyListerWatcher<>(server, new WatchLife(meters, "Namespace", ""));

    @Test
    void countsTheNormalEndOfAWatch() throws ApiException {
        server.streams.add("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"name\":\"a\"}}}\n");
        steady.list(PARAMS);
        read(steady.watch(PARAMS));

        steady.watch(PARAMS);

        assertThat(restarts(Reason.ENDED)).isEqualTo(1);
    }

    @Test
    void countsAVersionThatIsTooOldOnceAlthoughItListsAndWatchesAgain() throws ApiException {
        server.streams.add("{\"type\":\"ERROR\",\"object\":{\"code\":410}}\n");
        steady.list(PARAMS);
        steady.watch(PARAMS).iterator().next();

        steady.list(PARAMS);
        steady.watch(PARAMS);

        assertThat(restarts(Reason.EXPIRED)).isEqualTo(1);
        assertThat(restarts(Reason.ENDED)).isZero();
    }

    @Test
    void countsWhatCannotBeRead() throws ApiException {
        server.streams.add("<html>\n");
        steady.list(PARAMS);
        Watchable<WatchedNamespace> watch = steady.watch(PARAMS);
        assertThatThrownBy(() -> watch.iterator().next())
                .hasMessageContaining("read a watch event");

        steady.list(PARAMS);

        assertThat(restarts(Reason.UNREADABLE)).isEqualTo(1);
    }

    @Test
    void doesNotCountAWatchThatNeverWas() throws ApiException {
        server.failures = 2;
        assertThatThrownBy(() -> steady.list(PARAMS)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> steady.list(PARAMS)).isInstanceOf(ApiException.class);

        steady.list(PARAMS);
        steady.watch(PARAMS);

        assertThat(meters.find("pushwire.watch.restarts").counters())
                .hasSize(Reason.values().length)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
        assertThat(meters.get("pushwire.watch.silence").gauge().value()).isNotNegative();
    }

    private double restarts(Reason reason) {
        Counter counter =
                meters.find("pushwire.watch.restarts")
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .counter();
        return counter == null ? 0 : counter.count();
    }

    private static void read(Watchable<WatchedNamespace> watch) {
        while (watch.iterator().hasNext()) {
            watch.iterator().next();
        }
    }

    /// Answers watches with these streams, then with empty ones.
    private static final class Scripted implements SteadyListerWatcher.Source<WatchedNamespace> {

        private final Deque<String> streams = new ArrayDeque<>();
        private int failures;

        @Override
        public WatchedObjects<WatchedNamespace> list(CallGeneratorParams params)
                throws ApiException {
            if (failures-- > 0) {
                throw new ApiException(503, "no");
            }
            return new WatchedObjects<>(List.of(), "1");
        }

        @Override
        public Watchable<WatchedNamespace> watch(
                CallGeneratorParams params, ObjectWatch.Pulse pulse) {
            String stream = streams.isEmpty() ? "" : streams.remove();
            var response =
                    new Response.Builder()
                            .request(new Request.Builder().url("http://127.0.0.1/").build())
                            .protocol(Protocol.HTTP_1_1)
                            .code(200)
                            .message("")
                            .body(ResponseBody.create(stream, MediaType.get("application/json")))
                            .build();
            var watched = new Watched<>("/", "namespaces", WatchedNamespace::read);
            return new ObjectWatch<>(watched, response, pulse);
        }
    }
}
