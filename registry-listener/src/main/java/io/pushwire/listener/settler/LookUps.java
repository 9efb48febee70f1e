// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.settler;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.DigestLookup;
import io.pushwire.registry.Looked;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Asks the registries, of each a bounded number of questions at once: one that is slow or away
/// keeps only its own tags waiting.
public final class LookUps {

    private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);

    private final DigestLookup lookup;
    private final int parallelism;
    private final InstantSource clock;
    private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
    private final Set<String> notConfigured = ConcurrentHashMap.newKeySet();

    /// @param parallelism how many look-ups at one registry may be under way at once
    /// @param clock the one that the answers are dated by
    public LookUps(DigestLookup lookup, int parallelism, InstantSource clock) {
        this.lookup = lookup;
        this.parallelism = parallelism;
        this.clock = clock;
    }

    /// What the registry says now. A fault in the look-up is no answer of the registry's.
    public Looked ask(ImageTag image) throws InterruptedException {
        return ask(image, () -> lookNow(image));
    }

    /// Whether the registry still has the content.
    public Looked ask(ImageTag within, Digest digest) throws InterruptedException {
        return ask(within, () -> lookup.look(within, digest));
    }

    private Looked ask(ImageTag image, Question question) throws InterruptedException {
        Semaphore gate = gates.computeIfAbsent(image.host(), _ -> new Semaphore(parallelism, true));
        gate.acquire();
        try {
            Looked answer = question.ask();
            if (answer instanceof Looked.NotConfigured && notConfigured.add(image.host())) {
                LOG.warn(
                        "no look-up is configured for {}: its tags are believed without being"
                                + " confirmed",
                        image.host());
            }
            return answer;
        } catch (RuntimeException fault) {
            LOG.error("Tried to look up {} but failed", image, fault);
            return new Looked.Unavailable(fault.toString());
        } finally {
            gate.release();
        }
    }

    /// An answer to somebody who asked before us may be older than what we have read of the log.
    private Looked lookNow(ImageTag image) throws InterruptedException {
        Instant now = clock.instant();
        Looked answer = lookup.look(image);
        return answer instanceof Looked.Found found && found.asked().isBefore(now)
                ? lookup.look(image)
                : answer;
    }

    @FunctionalInterface
    private interface Question {
        Looked ask() throws InterruptedException;
    }
}
