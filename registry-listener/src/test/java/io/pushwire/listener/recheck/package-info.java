// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pushwire.listener.recheck;

import org.jspecify.annotations.NullMarked;
