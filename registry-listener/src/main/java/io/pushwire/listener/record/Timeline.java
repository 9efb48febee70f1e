// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.listener.access.Sight;

import org.apache.lucene.search.BooleanClause.Occur;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of the events of a tag.
public final class Timeline {

    // An answer is in memory as a whole.
    private static final int MOST_OUTCOMES = 5_000;

    private final Listing listing;

    public Timeline(Snapshot snapshot) {
        this.listing = new Listing(snapshot);
    }

    /// @param outcomes oldest first
    /// @param whole whether these are all of them
    public record Step(Entry event, List<Entry> outcomes, boolean whole) {

        public Step {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// @param filter of events
    public Page<Step, Spot> page(Filter filter, Sight sight, Paging paging) throws IOException {
        Page<Entry, Spot> events = listing.page(What.EVENTS, filter, sight, paging);
        List<Step> steps = new ArrayList<>();
        int outcomes = 0;
        for (Entry event : events.items()) {
            if (outcomes > MOST_OUTCOMES) {
                return new Page<>(steps, Optional.of(steps.getLast().event().spot()));
            }
            Step step = step(event, sight, paging);
            outcomes += step.outcomes().size();
            steps.add(step);
        }
        return new Page<>(steps, events.next());
    }

    private Step step(Entry event, Sight sight, Paging paging) throws IOException {
        String id = event.id();
        if (id == null) {
            return new Step(event, List.of(), true);
        }
        var query =
                Queries.seen(Names.OUTCOME_DOC, sight)
                        .add(Queries.exactly(Names.EVENT, id), Occur.FILTER)
                        .build();
        var all = new Paging(MOST_OUTCOMES, false, Optional.empty(), paging.longest());
        Page<Entry, Spot> found = listing.page(query, all);
        return new Step(event, found.items(), found.next().isEmpty());
    }
}
