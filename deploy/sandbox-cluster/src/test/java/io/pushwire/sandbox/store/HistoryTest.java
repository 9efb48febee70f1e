// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwire.sandbox.json.Trees;

import org.junit.jupiter.api.Test;

import java.util.List;

class HistoryTest {
    private final History history = new History(3);

    private void happened(long... revisions) {
        for (var revision : revisions) {
            var object =
                    new StoredObject(
                            new ObjectKey("default", "web"), revision, Trees.builder().build());
            history.add(new Change.Added(object));
        }
    }

    private List<Long> after(long revision) {
        return history.read(history.positionAfter(revision), 10).stream()
                .map(change -> change.object().revision())
                .toList();
    }

    @Test
    void findsWhatCameAfterARevision() {
        happened(5, 7, 9);

        assertThat(after(4)).containsExactly(5L, 7L, 9L);
        assertThat(after(5)).containsExactly(7L, 9L);
        assertThat(after(8)).containsExactly(9L);
        assertThat(after(100)).isEmpty();
    }

    @Test
    void forgetsTheOldestWhenItIsFull() {
        happened(5, 7, 9, 11);

        assertThat(after(5)).containsExactly(7L, 9L, 11L);
        assertThatThrownBy(() -> after(4)).isInstanceOf(HistoryExpiredException.class);
    }

    @Test
    void tellsASlowReaderThatItIsTooLate() {
        happened(5);
        var position = history.positionAfter(0);
        happened(7, 9, 11);

        assertThatThrownBy(() -> history.read(position, 10))
                .isInstanceOf(HistoryExpiredException.class);
    }

    @Test
    void forgetsEverythingWhenAsked() {
        happened(5, 7);
        history.forget(8);
        happened(9);

        assertThatThrownBy(() -> after(7)).isInstanceOf(HistoryExpiredException.class);
        assertThat(after(8)).containsExactly(9L);
    }
}
