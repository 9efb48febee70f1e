// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

/// What can be listed.
public enum What {
    EVENTS(Names.EVENT_DOC),
    OUTCOMES(Names.OUTCOME_DOC),

    /// Of every repository: only for those who see all of them.
    DEAD_LETTERS(Names.LETTER_DOC);

    private final String doc;

    What(String doc) {
        this.doc = doc;
    }

    String doc() {
        return doc;
    }
}
