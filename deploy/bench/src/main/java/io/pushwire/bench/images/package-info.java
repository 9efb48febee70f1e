// SPDX-License-Identifier: Apache-2.0
/// How long the images take until they are ready, and what memory they then have.
@NullMarked
package io.pushwire.bench.images;

import org.jspecify.annotations.NullMarked;
