// SPDX-License-Identifier: Apache-2.0
/// What both services take from the process that they run in.
@NullMarked
package io.pushwire.runtime;

import org.jspecify.annotations.NullMarked;
