// SPDX-License-Identifier: Apache-2.0
/// What people tell the syncers: where to pause, and where to go on.
@NullMarked
package io.pushwire.control;

import org.jspecify.annotations.NullMarked;
