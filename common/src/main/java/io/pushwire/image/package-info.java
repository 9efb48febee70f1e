// SPDX-License-Identifier: Apache-2.0
/// Image references as pods write them and as the log keys them.
@NullMarked
package io.pushwire.image;

import org.jspecify.annotations.NullMarked;
