// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.http;

import io.micronaut.serde.annotation.Serdeable;
import io.pushwire.event.ImageEvent;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.reception.Refusal;
import io.pushwire.listener.webhook.Ignored;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a sender is told. Empty and absent parts are left out of the JSON.
///
/// @param unreadable why nothing could be made of the body
/// @param deadLetter whether the body was kept for people to look at
/// @param error why the request was refused as a whole
@Serdeable
record Answer(
        List<Accepted> accepted,
        List<Uninteresting> ignored,
        List<Refused> refused,
        @Nullable String unreadable,
        @Nullable Boolean deadLetter,
        @Nullable String error) {

    static Answer of(List<Receipt.Entry> entries, Receipt.Rest rest) {
        return new Answer(
                entries.stream().map(Accepted::of).toList(),
                rest.ignored().entrySet().stream().map(Uninteresting::of).toList(),
                refused(rest.refusals()),
                null,
                null,
                null);
    }

    static Answer unreadable(String reason, boolean deadLetter) {
        return new Answer(List.of(), List.of(), List.of(), reason, deadLetter, null);
    }

    static Answer error(String sentence) {
        return new Answer(List.of(), List.of(), List.of(), null, null, sentence);
    }

    private static List<Refused> refused(List<Refusal> refusals) {
        return refusals.stream().collect(Collectors.groupingBy(Refusal::reason)).entrySet().stream()
                .map(group ->
                        new Refused(
                                group.getKey().label(),
                                group.getValue().size(),
                                group.getValue().getFirst().detail()))
                .toList();
    }

    @Serdeable
    record Accepted(
            String image, @Nullable String digest, String topic, int partition, long offset) {

        static Accepted of(Receipt.Entry entry) {
            String digest =
                    switch (entry.event()) {
                        case ImageEvent.Located located -> located.digest().value();
                        case ImageEvent.Announced _, ImageEvent.Deleted _ -> null;
                    };
            return new Accepted(
                    entry.event().image().toString(),
                    digest,
                    entry.stored().topic(),
                    entry.stored().partition(),
                    entry.stored().offset());
        }
    }

    @Serdeable
    record Uninteresting(String reason, int count) {

        static Uninteresting of(Map.Entry<Ignored, Integer> ignored) {
            return new Uninteresting(ignored.getKey().label(), ignored.getValue());
        }
    }

    /// @param detail the first of them
    @Serdeable
    record Refused(String reason, int count, String detail) {}
}
