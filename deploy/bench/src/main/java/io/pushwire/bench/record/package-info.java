// SPDX-License-Identifier: Apache-2.0
/// How fast a year of the record is answered, replayed and exported.
@NullMarked
package io.pushwire.bench.record;

import org.jspecify.annotations.NullMarked;
