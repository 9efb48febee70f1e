// SPDX-License-Identifier: Apache-2.0
/// What was asked to be written, and what became of it.
@NullMarked
package io.pushwire.sandbox.journal;

import org.jspecify.annotations.NullMarked;
