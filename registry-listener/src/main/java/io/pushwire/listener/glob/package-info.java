// SPDX-License-Identifier: Apache-2.0
/// Patterns for names: one meaning of `*` wherever somebody may write it.
@NullMarked
package io.pushwire.listener.glob;

import org.jspecify.annotations.NullMarked;
