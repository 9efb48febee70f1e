// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.reception;

import io.pushwire.listener.authenticity.Verdict;
import io.pushwire.listener.source.Source;

/// Whether a request's body may be read at all.
public sealed interface Admission {

    /// @param longestBody in bytes
    record Admitted(Source source, int longestBody) implements Admission {}

    record UnknownSource() implements Admission {}

    record NotGenuine(Source source, Verdict verdict) implements Admission {}
}
