// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

class PagesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Pages pages = new Pages(clock);
    private final Listing listing = new Listing(9, objects("a", "b", "c", "d", "e"));

    private static List<StoredObject> objects(String... names) {
        return Stream.of(names)
                .map(it -> new StoredObject(new ObjectKey("", it), 1, Trees.builder().build()))
                .toList();
    }

    private static List<String> names(Pages.Page page) {
        return page.items().stream().map(it -> it.key().name()).toList();
    }

    @Test
    void givesEverythingWithoutALimit() {
        var page = pages.first(listing, 0, _ -> true);

        assertThat(names(page)).containsExactly("a", "b", "c", "d", "e");
        assertThat(page.token()).isEmpty();
    }

    @Test
    void countsOnlyWhatMatchesTowardsTheLimit() {
        var first = pages.first(listing, 2, it -> !it.key().name().equals("b"));
        var second = pages.next(first.token(), 2, _ -> true).orElseThrow();

        assertThat(names(first)).containsExactly("a", "c");
        assertThat(first.left()).isEqualTo(2);
        assertThat(names(second)).containsExactly("d", "e");
        assertThat(second.token()).isEmpty();
        assertThat(second.revision()).isEqualTo(9);
    }

    @Test
    void forgetsAListThatIsNotFetchedInTime() {
        var first = pages.first(listing, 2, _ -> true);
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(6)));

        assertThat(pages.next(first.token(), 2, _ -> true)).isEmpty();
    }

    @Test
    void doesNotKnowOtherTokens() {
        assertThatThrownBy(() -> pages.next("nonsense", 2, _ -> true))
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> pages.next("@", 2, _ -> true)).hasMessageContaining("@");
    }
}
