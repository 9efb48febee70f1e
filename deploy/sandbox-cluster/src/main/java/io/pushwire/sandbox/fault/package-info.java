// SPDX-License-Identifier: Apache-2.0
/// Things that go wrong on demand.
@NullMarked
package io.pushwire.sandbox.fault;

import org.jspecify.annotations.NullMarked;
