// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.access;

import io.pushwire.listener.authenticity.Claim;
import io.pushwire.listener.authenticity.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Everybody who may ask.
public final class Readers {

    private final List<Reader> all;

    public Readers(List<Reader> all) {
        this.all = List.copyOf(all);
    }

    /// What a credential comes to.
    public sealed interface Found {

        record Known(Reader reader) implements Found {}

        /// Nobody's, or none at all.
        record Unknown() implements Found {}

        /// The keys of a token's issuer cannot be had.
        record Undecided() implements Found {}
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /// Whose credential it is. Everybody's is compared, so that the time tells nothing.
    public Found find(Claim claim) {
        @Nullable Reader found = null;
        boolean undecided = false;
        for (Reader reader : all) {
            Verdict verdict = reader.proof().check(claim);
            if (verdict == Verdict.GENUINE && found == null) {
                found = reader;
            }
            undecided |= verdict == Verdict.UNDECIDED;
        }
        if (found != null) {
            return new Found.Known(found);
        }
        return undecided ? new Found.Undecided() : new Found.Unknown();
    }
}
