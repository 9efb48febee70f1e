// SPDX-License-Identifier: Apache-2.0
/// Look-ups against a real registry, and against small fakes for what a real one does too rarely.
@NullMarked
package io.pushwire.registry;

import org.jspecify.annotations.NullMarked;
