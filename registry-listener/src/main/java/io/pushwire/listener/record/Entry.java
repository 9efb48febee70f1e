// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import org.jspecify.annotations.Nullable;

/// One record, as it is answered.
///
/// @param id of the CloudEvent
/// @param type of the CloudEvent
/// @param image its tag, where its key is one
/// @param data its JSON; `null` for what cannot be read
/// @param unreadable why it cannot be read
public record Entry(
        Spot spot,
        @Nullable String id,
        @Nullable String type,
        @Nullable String image,
        @Nullable String data,
        @Nullable String unreadable) {

    // Of what is around the data, roughly.
    private static final int AROUND = 256;

    int size() {
        return AROUND + (data == null ? 0 : data.length());
    }
}
