// SPDX-License-Identifier: Apache-2.0
/// The images themselves, and containers of them as a cluster runs them.
@NullMarked
package io.pushwire.images;

import org.jspecify.annotations.NullMarked;
