// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.control.RecheckRequest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.settler.LookUps;
import io.pushwire.listener.settler.SettledPartitions;
import io.pushwire.listener.settler.Settlement;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Looks at every tag in use whose partition is ours, in its turn or because somebody asks.
public final class Rechecks {

    private static final Logger LOG = LoggerFactory.getLogger(Rechecks.class);
    private static final Duration TICK = Duration.ofMillis(200);

    // Of each registry: the settler's look-ups, which somebody waits for, go between.
    private static final int AT_ONCE = 2;

    private final InUse inUse;
    private final SettledPartitions partitions;
    private final Schedule schedule;
    private final Requests requests;
    private final TagLook look;
    private final PinnedDigests pinned;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    /// What it works with.
    ///
    /// @param partitions which of the log are ours
    /// @param settlement where its words go
    public record Parts(
            InUse inUse,
            SettledPartitions partitions,
            LookUps lookUps,
            Settlement settlement,
            Findings findings) {}

    /// @param settlingTime how long a notification may come after its push: so long is waited for
    ///   it before what the registry says counts as untold
    public Rechecks(Parts parts, Rhythm rhythm, Duration settlingTime, InstantSource clock) {
        this.inUse = parts.inUse();
        this.partitions = parts.partitions();
        this.schedule = new Schedule(rhythm, clock);
        this.requests = new Requests(inUse, clock);
        this.pinned = new PinnedDigests(parts.lookUps(), parts.findings());
        this.look = new TagLook(parts, pinned, settlingTime, clock);
    }

    /// Goes on until it is interrupted, and ends what is under way then.
    public void run() throws InterruptedException {
        try {
            while (true) {
                lookOnce();
                Thread.sleep(TICK);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /// How many tags are looked after here.
    public int size() {
        return schedule.size();
    }

    /// Carries it out for those tags that are ours.
    public void request(RecheckRequest request) {
        if (!requests.add(request)) {
            return;
        }
        switch (request.what()) {
            case RecheckRequest.Image(ImageTag spelling) -> now(request, spelling);
            case RecheckRequest.WholeCluster(String name) -> {
                List<ImageTag> tags = inUse.of(name).stream().filter(schedule::now).toList();
                LOG.info(
                        "re-check {}: {} wants {}, which is {} here",
                        request.id(),
                        request.by(),
                        request.what(),
                        tags.size() == 1 ? "1 tag" : tags.size() + " tags");
            }
        }
    }

    private void now(RecheckRequest request, ImageTag spelling) {
        Optional<ImageTag> image = inUse.find(spelling);
        if (!partitions.own(image.orElse(spelling))) {
            return;
        }
        String answer =
                image.isEmpty()
                        ? "no configured source speaks for it"
                        : schedule.now(image.get()) || inUse.tag(image.get()).isPresent()
                                ? "its registry is asked"
                                : "no cluster uses it";
        LOG.info(
                "re-check {}: {} wants {}; {}", request.id(), request.by(), request.what(), answer);
    }

    private void lookOnce() {
        try {
            look();
        } catch (RuntimeException fault) {
            LOG.error("Tried to see what is due but failed; trying again", fault);
        }
    }

    private void look() {
        requests.forgetOld();
        for (ImageTag image : inUse.all()) {
            if (partitions.own(image) && !schedule.has(image)) {
                schedule.add(image, requests.about(image).isPresent());
            }
        }
        schedule.keepOnly(this::isOurs);
        pinned.keepOnly(this::isOurs);
        for (String host : schedule.hostsDue()) {
            Semaphore turn = turns.computeIfAbsent(host, _ -> new Semaphore(AT_ONCE));
            if (turn.tryAcquire()) {
                threads.execute(() -> askAll(host, turn));
            }
        }
    }

    private boolean isOurs(ImageTag image) {
        return partitions.own(image) && inUse.all().contains(image);
    }

    /// Until nothing of the registry is due.
    private void askAll(String host, Semaphore turn) {
        try {
            for (Optional<ImageTag> next = schedule.take(host);
                    next.isPresent();
                    next = schedule.take(host)) {
                ask(next.get());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            turn.release();
        }
    }

    private void ask(ImageTag image) throws InterruptedException {
        Optional<TagInUse> tag = inUse.tag(image);
        if (tag.isEmpty()) {
            schedule.keepOnly(this::isOurs);
            return;
        }
        try {
            switch (look.ask(tag.get())) {
                case TagLook.Done done -> done(tag.get(), done);
                case TagLook.Differs differs ->
                        threads.execute(() -> tell(tag.get(), differs.observation()));
            }
        } catch (RuntimeException fault) {
            failed(tag.get(), fault);
        }
    }

    /// Not by the thread that asks: the notification is waited for first.
    private void tell(TagInUse tag, Observation observation) {
        try {
            done(tag, look.tell(observation));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            failed(tag, fault);
        }
    }

    private void failed(TagInUse tag, RuntimeException fault) {
        LOG.error("Tried to re-check {} but failed; trying again", tag.image(), fault);
        done(tag, new TagLook.Done(LookResult.UNAVAILABLE, fault.toString(), Optional.empty()));
    }

    private void done(TagInUse tag, TagLook.Done done) {
        look.report(tag, done);
        requests.answer(tag.image())
                .ifPresent(request -> LOG.info("re-check {}: {}", request.id(), done.detail()));
        schedule.done(tag.image(), done.result(), done.retryAfter());
    }
}
