// SPDX-License-Identifier: Apache-2.0
/// Images that have something added to them after they were built.
@NullMarked
package io.pushwire.images;

import org.jspecify.annotations.NullMarked;
