// SPDX-License-Identifier: Apache-2.0
/// The listener as a whole: over real HTTP, to a real broker.
@NullMarked
package io.pushwire.listener;

import org.jspecify.annotations.NullMarked;
