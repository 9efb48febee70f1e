// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Lists in pages that all show the moment of the first one: a begun list is kept until its last
/// page was fetched, its time is over, or too many others were begun.
public final class Pages {
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int KEPT_AT_ONCE = 64;

    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Clock clock;

    public Pages(Clock clock) {
        this.clock = clock;
    }

    /// @param token what asks for the next page; empty on the last
    /// @param left how many objects of any kind of match come after this page
    public record Page(long revision, List<StoredObject> items, String token, int left) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private record Begun(Listing listing, Instant at) {}

    /// @param limit 0 for everything at once
    public Page first(Listing listing, int limit, Predicate<StoredObject> matches) {
        return page("", listing, 0, limit, matches);
    }

    /// Empty when the token is too old: the list has to begin again. Throws
    /// [IllegalArgumentException] for what never was a token.
    public synchronized Optional<Page> next(
            String token, int limit, Predicate<StoredObject> matches) {
        forgetOld();
        var text = decoded(token);
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("invalid continue token: '%s'".formatted(token));
        }
        var id = text.substring(0, slash);
        var next = Integer.parseInt(text.substring(slash + 1));
        return Optional.ofNullable(begun.get(id))
                .map(list -> page(id, list.listing(), next, limit, matches));
    }

    /// Makes every token too old.
    public synchronized void forget() {
        begun.clear();
    }

    private Page page(
            String id, Listing listing, int from, int limit, Predicate<StoredObject> matches) {
        var all = listing.items();
        var items = new ArrayList<StoredObject>();
        var here = from;
        while (here < all.size() && (limit == 0 || items.size() < limit)) {
            var object = all.get(here++);
            if (matches.test(object)) {
                items.add(object);
            }
        }
        var left = all.size() - here;
        return new Page(listing.revision(), items, left > 0 ? token(id, listing, here) : "", left);
    }

    private synchronized String token(String id, Listing listing, int next) {
        var name = id.isEmpty() ? UUID.randomUUID().toString() : id;
        begun.putIfAbsent(name, new Begun(listing, clock.instant()));
        forgetOld();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((name + "/" + next).getBytes(StandardCharsets.UTF_8));
    }

    private void forgetOld() {
        var oldest = clock.instant().minus(KEPT_FOR);
        begun.values().removeIf(it -> it.at().isBefore(oldest));
        var ids = begun.keySet().iterator();
        while (begun.size() > KEPT_AT_ONCE) {
            ids.next();
            ids.remove();
        }
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
