// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.recheck;

import java.util.Locale;

/// What came of one look at a tag. Part of the metrics, so the names stay.
public enum LookResult {
    /// The registry says what the log says.
    SAME,

    /// The tag points somewhere else, and nothing had told so: it is on the log now.
    UNTOLD,

    /// The first digest that is known of the tag: it is on the log now, and rolled nowhere.
    BASELINE,

    /// An event of the tag is under way, and is confirmed by itself.
    UNDER_WAY,

    /// The registry knows no such tag.
    NOT_FOUND,

    /// Credentials are missing or refused.
    NOT_ALLOWED,

    /// The registry wants to be left alone.
    TOO_MANY_REQUESTS,

    /// The registry is away, slow or broken.
    UNAVAILABLE,

    /// The source's look-ups are switched off.
    NOT_CONFIGURED;

    /// As metrics spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether asking again soon would only be a bother.
    boolean isRefusal() {
        return switch (this) {
            case NOT_FOUND, NOT_ALLOWED, TOO_MANY_REQUESTS, NOT_CONFIGURED -> true;
            case SAME, UNTOLD, BASELINE, UNDER_WAY, UNAVAILABLE -> false;
        };
    }
}
