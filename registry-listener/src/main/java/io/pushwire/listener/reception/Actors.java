// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.listener.authenticity.Secret;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/// What the record says of those who push. Decided before anything is written.
public sealed interface Actors {

    /// As an event has it.
    ///
    /// @param told what the sender says
    Optional<String> of(Optional<String> told);

    /// Whether a request's body may be kept in a dead letter: names stand in it wherever the sender
    /// put them.
    boolean mayStandInBodies();

    /// The name as the sender tells it.
    record Kept() implements Actors {

        @Override
        public Optional<String> of(Optional<String> told) {
            return told;
        }

        @Override
        public boolean mayStandInBodies() {
            return true;
        }
    }

    /// Nothing.
    record Omitted() implements Actors {

        @Override
        public Optional<String> of(Optional<String> told) {
            return Optional.empty();
        }

        @Override
        public boolean mayStandInBodies() {
            return false;
        }
    }

    /// A word for each name: the same name gets the same one, and without the key nobody can tell
    /// which, not even by trying all names.
    ///
    /// @param key of the HMAC-SHA-256 that the words are made of
    record Pseudonyms(Secret key) implements Actors {

        private static final int BYTES = 10;
        private static final int RADIX = 32;
        private static final int DIGITS = BYTES * Byte.SIZE / 5;

        @Override
        public Optional<String> of(Optional<String> told) {
            return told.map(this::word);
        }

        private String word(String name) {
            byte[] code = key.authenticationCode("HmacSHA256", name);
            String digits = new BigInteger(1, Arrays.copyOf(code, BYTES)).toString(RADIX);
            return "person-" + "0".repeat(DIGITS - digits.length()) + digits;
        }

        @Override
        public boolean mayStandInBodies() {
            return false;
        }
    }
}
