// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

/// Who counts what the re-check finds.
public interface Findings {

    /// One look at a tag.
    void looked(String source, LookResult result);

    /// How many digests that Pushwire pinned are gone from the registry of a source, as far as this
    /// replica knows.
    void pinnedDigestsGone(String source, int count);
}
