// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.pushwire.config;

import org.jspecify.annotations.NullMarked;
