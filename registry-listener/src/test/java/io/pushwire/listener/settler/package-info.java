// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pushwire.listener.settler;

import org.jspecify.annotations.NullMarked;
