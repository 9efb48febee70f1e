// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import io.pushwire.listener.authenticity.Proof;
import io.pushwire.listener.reception.DeadLetter;
import io.pushwire.listener.reception.EventPublisher;
import io.pushwire.listener.reception.Publication;
import io.pushwire.listener.reception.Reception;
import io.pushwire.listener.reception.Stamp;
import io.pushwire.listener.source.Source;
import io.pushwire.listener.source.Sources;
import io.pushwire.listener.webhook.Dialects;

/// Sends letters through the same reception as their requests, with their sources as they are
/// configured now.
public final class Redelivery {

    private final Sources sources;
    private final EventPublisher publisher;
    private final Stamp stamp;

    /// @param stamp a [Stamp#late] one: a letter may be days old
    public Redelivery(Sources sources, EventPublisher publisher, Stamp stamp) {
        this.sources = sources;
        this.publisher = publisher;
        this.stamp = stamp;
    }

    /// Returns when all that could be made of it is on the log, or will not be.
    public Redelivered send(Found.Letter found) {
        DeadLetter letter = found.letter();
        var source = sources.named(letter.source());
        if (source.isEmpty()) {
            return new Redelivered.NoSource(letter.source());
        }
        return letter.request()
                .<Redelivered>map(request ->
                        new Redelivered.Received(
                                reception(found.place())
                                        .receive(reading(letter, source.get()), request)))
                .orElseGet(() -> new Redelivered.Cut(letter.body().length()));
    }

    // What fails again stays where it is kept already: no second letter is written.
    private Reception reception(Place place) {
        return new Reception(
                sources,
                Dialects.all(),
                publisher,
                letter ->
                        new Publication.Stored(letter.source(), place.partition(), place.offset()),
                stamp);
    }

    // The request was genuine when the letter was written, and credentials are not kept. A question
    // that the settler gave up is in the generic dialect, whatever its source speaks.
    private static Source reading(DeadLetter letter, Source source) {
        return new Source(
                source.name(),
                letter.dialect().equals(Dialects.GENERIC) ? Dialects.GENERIC : source.dialect(),
                source.names(),
                source.repositories(),
                new Proof.Anonymous(),
                source.confirmation());
    }
}
