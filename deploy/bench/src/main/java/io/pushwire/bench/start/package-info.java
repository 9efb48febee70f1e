// SPDX-License-Identifier: Apache-2.0
/// How long the programs take until they are ready, and what they hold then.
@NullMarked
package io.pushwire.bench.start;

import org.jspecify.annotations.NullMarked;
