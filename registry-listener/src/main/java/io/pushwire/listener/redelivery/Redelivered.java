// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

import io.pushwire.listener.reception.Receipt;

/// What became of a letter that was to be sent through again.
public sealed interface Redelivered {

    /// Whether nothing of the letter is left to be done.
    boolean whole();

    /// It was read again.
    record Received(Receipt receipt) implements Redelivered {

        @Override
        public boolean whole() {
            return switch (receipt) {
                case Receipt.Accepted(_, var rest) -> rest.refusals().isEmpty();
                case Receipt.NothingToDo(var rest) -> rest.refusals().isEmpty();
                case Receipt.Replied _ -> true;
                case Receipt.Unreadable _,
                        Receipt.Rejected _,
                        Receipt.NotGenuine _,
                        Receipt.Unavailable _ ->
                        false;
            };
        }
    }

    /// Not all of its body was kept.
    ///
    /// @param length of the body as it was sent, in bytes
    record Cut(int length) implements Redelivered {

        @Override
        public boolean whole() {
            return false;
        }
    }

    /// Its source is not configured any more.
    record NoSource(String name) implements Redelivered {

        @Override
        public boolean whole() {
            return false;
        }
    }
}
