// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.pushwire.listener.record.Arrivals;
import io.pushwire.listener.record.Arriving;
import io.pushwire.listener.record.RecordFollower;
import io.pushwire.listener.record.Seen;
import io.pushwire.listener.record.Snapshot;
import io.pushwire.listener.record.What;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.FluxSink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One reader's stream of server-sent events. It holds a batch at most: whoever reads slowly is
/// behind in the index, and nothing waits for them in memory.
/// https://html.spec.whatwg.org/multipage/server-sent-events.html
final class LiveStream implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private final String reader;
    private final RecordFollower follower;
    private final Arriving arriving;
    private final Duration heartbeat;
    private final FluxSink<byte[]> sink;
    private final Demand demand = new Demand();
    private @Nullable Seen seen;
    private long lastSent = System.nanoTime();

    /// @param from where the reader was before; empty: from now on
    LiveStream(
            String reader,
            RecordFollower follower,
            Arriving arriving,
            Optional<Seen> from,
            Duration heartbeat,
            FluxSink<byte[]> sink) {
        this.reader = reader;
        this.follower = follower;
        this.arriving = arriving;
        this.seen = from.orElse(null);
        this.heartbeat = heartbeat;
        this.sink = sink;
        sink.onRequest(demand::more);
    }

    /// A reader that does not read for that long is cut.
    static final class CutException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CutException(String reason) {
            super(reason);
        }
    }

    @Override
    public void run() {
        try {
            while (!sink.isCancelled()) {
                step();
            }
        } catch (InterruptedException stopping) {
            sink.complete();
        } catch (CutException cut) {
            LOG.atWarn().addKeyValue("reader", reader).log(cut.getMessage());
            sink.error(cut);
        } catch (IOException | RuntimeException failed) {
            LOG.atWarn()
                    .addKeyValue("reader", reader)
                    .setCause(failed)
                    .log("a stream broke off; the reader may go on where it was");
            sink.error(failed);
        }
    }

    private void step() throws IOException, InterruptedException {
        Arrivals arrivals = follower.arrivals();
        long arrived = arrivals.count();
        if (!send()) {
            long silent = System.nanoTime() - lastSent;
            arrivals.await(arrived, heartbeat.minusNanos(silent));
            if (System.nanoTime() - lastSent >= heartbeat.toNanos()) {
                write(": nothing new\n\n");
            }
        }
    }

    /// @return whether there was anything
    private boolean send() throws IOException, InterruptedException {
        Seen before = seen;
        Arriving.Batch batch;
        try (Snapshot snapshot = follower.snapshot().orElse(null)) {
            if (snapshot == null) {
                return false;
            }
            batch =
                    before == null
                            ? new Arriving.Batch(List.of(), arriving.now(snapshot))
                            : arriving.next(snapshot, before);
        }
        if (before == null) {
            write("id: " + batch.seen().text() + "\n\n");
        }
        for (Arriving.Item item : batch.items()) {
            write(text(item));
        }
        boolean more = !batch.seen().equals(before);
        seen = batch.seen();
        return more;
    }

    private static String text(Arriving.Item item) throws IOException {
        byte[] json = Json.bytes(out -> Json.entry(out, item.entry()));
        return "id: %s\nevent: %s\ndata: %s\n\n"
                .formatted(
                        item.seen().text(),
                        item.what() == What.EVENTS ? "event" : "outcome",
                        new String(json, StandardCharsets.UTF_8));
    }

    private void write(String text) throws InterruptedException {
        if (!demand.take(heartbeat)) {
            throw new CutException("a reader of the stream does not read, and is cut");
        }
        sink.next(text.getBytes(StandardCharsets.UTF_8));
        lastSent = System.nanoTime();
    }

    /// How much the connection takes.
    private static final class Demand {

        private long left;

        synchronized void more(long count) {
            left = left + count < 0 ? Long.MAX_VALUE : left + count;
            notifyAll();
        }

        synchronized boolean take(Duration longest) throws InterruptedException {
            long end = System.nanoTime() + longest.toNanos();
            while (left == 0) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            left--;
            return true;
        }
    }
}
