// SPDX-License-Identifier: Apache-2.0
/// The API servers that a benchmark runs against, and plain calls to them.
@NullMarked
package io.pushwire.bench.cluster;

import org.jspecify.annotations.NullMarked;
