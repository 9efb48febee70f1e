// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.listener.settler.LookUps;
import io.pushwire.registry.Looked;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Whether what Pushwire pinned can still be pulled: a registry's clean-up may have deleted it, and
/// the next pod that needs it does not start. Said once for each digest, counted as long as it is
/// so.
final class PinnedDigests {

    private static final Logger LOG = LoggerFactory.getLogger(PinnedDigests.class);

    private final LookUps lookUps;
    private final Findings findings;
    private final Map<Missing, String> sources = new ConcurrentHashMap<>();

    PinnedDigests(LookUps lookUps, Findings findings) {
        this.lookUps = lookUps;
        this.findings = findings;
    }

    private record Missing(ImageTag image, Digest digest) {}

    /// Asks for each digest that stands on workloads.
    ///
    /// @param there what the tag points at: that digest is there
    /// @return what ended it early, if anything did
    Optional<Looked> check(TagInUse tag, Optional<Digest> there) throws InterruptedException {
        keepOnly(tag);
        for (Map.Entry<Digest, Set<String>> pin : tag.pinned().entrySet()) {
            Digest digest = pin.getKey();
            if (there.filter(digest::equals).isPresent()) {
                found(tag, digest);
                continue;
            }
            Looked answer = lookUps.ask(tag.image(), digest);
            switch (answer) {
                case Looked.Found _ -> found(tag, digest);
                case Looked.NotFound _ -> missing(tag, digest, pin.getValue());
                case Looked.NotAllowed _,
                        Looked.TooManyRequests _,
                        Looked.Unavailable _,
                        Looked.NotConfigured _ -> {
                    return Optional.of(answer);
                }
            }
        }
        return Optional.empty();
    }

    /// Of tags that are not ours, or used no more, nothing is known here.
    void keepOnly(Predicate<ImageTag> ours) {
        sources.forEach((missing, source) -> {
            if (!ours.test(missing.image())) {
                forget(missing, source);
            }
        });
    }

    private void keepOnly(TagInUse tag) {
        sources.forEach((missing, source) -> {
            if (missing.image().equals(tag.image())
                    && !tag.pinned().containsKey(missing.digest())) {
                forget(missing, source);
            }
        });
    }

    private void found(TagInUse tag, Digest digest) {
        var missing = new Missing(tag.image(), digest);
        String source = sources.get(missing);
        if (source != null) {
            LOG.info("{}@{} is there again", tag.image(), digest);
            forget(missing, source);
        }
    }

    private void missing(TagInUse tag, Digest digest, Set<String> clusters) {
        String source = tag.source().name();
        if (sources.putIfAbsent(new Missing(tag.image(), digest), source) == null) {
            LOG.warn(
                    "PinnedDigestGone: source {}, {}@{} is gone from its registry, and workloads in"
                            + " {} are pinned to it: their next pods will not start. Push the tag"
                            + " again, or keep what is in use from the registry's clean-up",
                    source,
                    tag.image(),
                    digest,
                    String.join(", ", new TreeSet<>(clusters)));
            count(source);
        }
    }

    private void forget(Missing missing, String source) {
        sources.remove(missing);
        count(source);
    }

    private void count(String source) {
        findings.pinnedDigestsGone(
                source, (int) sources.values().stream().filter(source::equals).count());
    }
}
