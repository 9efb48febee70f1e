// SPDX-License-Identifier: Apache-2.0
/// What was measured, and on what.
@NullMarked
package io.pushwire.bench.result;

import org.jspecify.annotations.NullMarked;
