// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pushwire.control;

import org.jspecify.annotations.NullMarked;
