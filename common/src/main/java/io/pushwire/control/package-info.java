// SPDX-License-Identifier: Apache-2.0
/// What people tell: the syncers where to pause and where to go on, the listener what to re-check.
@NullMarked
package io.pushwire.control;

import org.jspecify.annotations.NullMarked;
