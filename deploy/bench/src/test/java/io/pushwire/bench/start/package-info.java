// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pushwire.bench.start;

import org.jspecify.annotations.NullMarked;
