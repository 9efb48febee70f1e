// SPDX-License-Identifier: Apache-2.0
/// The way of every request: what goes wrong with it, who answers it, and its line in the journal.
/// Knows paths and no kinds, so it stands before the sandbox and before any other API server.
@NullMarked
package io.pushwire.sandbox.gate;

import org.jspecify.annotations.NullMarked;
