// SPDX-License-Identifier: Apache-2.0
/// What a syncer did because of an image event, or why it did nothing.
@NullMarked
package io.pushwire.outcome;

import org.jspecify.annotations.NullMarked;
