// SPDX-License-Identifier: Apache-2.0
/// What is known of each tag, and up to where: the records of `pushwire.tags`.
@NullMarked
package io.pushwire.tag;

import org.jspecify.annotations.NullMarked;
