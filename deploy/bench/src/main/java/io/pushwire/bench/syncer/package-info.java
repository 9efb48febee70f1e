// SPDX-License-Identifier: Apache-2.0
/// Measures the way from a push to the API server.
@NullMarked
package io.pushwire.bench.syncer;

import org.jspecify.annotations.NullMarked;
