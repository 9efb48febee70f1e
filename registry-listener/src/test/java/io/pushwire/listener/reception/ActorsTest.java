// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwire.listener.authenticity.Secret;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Optional;

final class ActorsTest {

    private static final Actors PSEUDONYMS =
            new Actors.Pseudonyms(new Secret("a key of some length"));

    @Test
    void theSameNameGetsTheSameWordAndAnotherKeyAnotherOne() {
        Optional<String> alice = PSEUDONYMS.of(Optional.of("alice@example.com"));

        assertThat(alice)
                .hasValueSatisfying(word -> assertThat(word).matches("person-[0-9a-v]{16}"));
        assertThat(PSEUDONYMS.of(Optional.of("alice@example.com"))).isEqualTo(alice);
        assertThat(PSEUDONYMS.of(Optional.of("bob@example.com"))).isNotEqualTo(alice);
        assertThat(
                        new Actors.Pseudonyms(new Secret("another key of some length"))
                                .of(Optional.of("alice@example.com")))
                .isNotEqualTo(alice);
        assertThat(PSEUDONYMS.of(Optional.empty())).isEmpty();
    }

    @Test
    void everyWordHasTheSameLength() {
        var words = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            words.add(PSEUDONYMS.of(Optional.of("name-" + i)).orElseThrow());
        }

        assertThat(words).hasSize(10_000).allMatch(word -> word.length() == 23);
    }

    @Test
    void whoIsOmittedIsNowhere() {
        assertThat(new Actors.Omitted().of(Optional.of("alice"))).isEmpty();
        assertThat(new Actors.Kept().of(Optional.of("alice"))).hasValue("alice");
    }
}
