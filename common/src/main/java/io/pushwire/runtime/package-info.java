// SPDX-License-Identifier: Apache-2.0
/// Time: the clock that both services share, and the pauses between tries.
@NullMarked
package io.pushwire.runtime;

import org.jspecify.annotations.NullMarked;
