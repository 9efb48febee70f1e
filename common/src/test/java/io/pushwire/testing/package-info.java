// SPDX-License-Identifier: Apache-2.0
/// The real parts that the tests of every module start: broker, registry, processes.
@NullMarked
package io.pushwire.testing;

import org.jspecify.annotations.NullMarked;
