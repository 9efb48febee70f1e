// SPDX-License-Identifier: Apache-2.0
/// The report of the images.
@NullMarked
package io.pushwire.bench.images;

import org.jspecify.annotations.NullMarked;
