// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pushwire.tag;

import org.jspecify.annotations.NullMarked;
