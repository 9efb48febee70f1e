// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.source.Source;

/// Whether a request's body may be read at all.
public sealed interface Admission {

    /// @param longestBody in bytes
    record Admitted(Source source, int longestBody) implements Admission {}

    record UnknownSource() implements Admission {}

    /// A signature over bytes that were packed afterwards, or packed bytes: which, nobody says.
    record PackedAndSigned(Source source) implements Admission {}

    /// @param verdict never [Verdict#GENUINE]
    record NotGenuine(Source source, Verdict verdict) implements Admission {}
}
