// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a dialect made of a request.
public sealed interface Reading {

    /// @param statements in the order of the payload
    /// @param ignored how many parts say nothing about a tag, by reason
    /// @param faults sentences about parts that should have said something and cannot be read; they
    ///   do not lose the other parts
    record Understood(
            List<Statement> statements, Map<Ignored, Integer> ignored, List<String> faults)
            implements Reading {

        public Understood {
            statements = List.copyOf(statements);
            ignored = Collections.unmodifiableMap(new EnumMap<>(ignored));
            faults = List.copyOf(faults);
        }
    }

    /// Nothing of the request can be used.
    ///
    /// @param reason a sentence without any text of the body, which may hold secrets
    record Unreadable(String reason) implements Reading {}

    /// Not a notification but a question, asked once before the sender sends any.
    ///
    /// @param json what to answer, to be sent as it is
    record Reply(String json) implements Reading {}

    /// Gathers the parts of one request. A body of many bad parts costs no more than a few
    /// sentences.
    final class Parts {

        private static final int MOST_FAULTS = 10;

        private final List<Statement> statements = new ArrayList<>();
        private final EnumMap<Ignored, Integer> ignored = new EnumMap<>(Ignored.class);
        private final List<String> faults = new ArrayList<>();
        private int number;
        private Optional<Reply> reply = Optional.empty();

        /// For a request that is one part.
        static Parts ofOne() {
            var parts = new Parts();
            parts.next();
            return parts;
        }

        /// The next part begins; faults are numbered by it.
        void next() {
            number++;
        }

        void say(Statement statement) {
            statements.add(statement);
        }

        void ignore(Ignored reason) {
            ignored.merge(reason, 1, Integer::sum);
        }

        void fault(String sentence) {
            if (faults.size() < MOST_FAULTS) {
                faults.add("event " + number + " " + sentence);
            } else if (faults.size() == MOST_FAULTS) {
                faults.add("and more like these");
            }
        }

        void reply(String json) {
            reply = Optional.of(new Reply(json));
        }

        Reading read() {
            return reply.<Reading>map(answer -> answer).orElseGet(this::understood);
        }

        Understood understood() {
            if (number == 0) {
                ignore(Ignored.EMPTY);
            }
            return new Understood(statements, ignored, faults);
        }
    }
}
