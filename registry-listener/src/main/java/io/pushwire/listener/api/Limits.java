// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import java.time.Duration;

/// How much the API does at once.
///
/// @param questions that are answered at once
/// @param questionTime how long the search for one answer may take
/// @param streams that are open at once
/// @param heartbeat how long a stream is silent at most
public record Limits(int questions, Duration questionTime, int streams, Duration heartbeat) {}
