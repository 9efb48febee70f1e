// SPDX-License-Identifier: Apache-2.0
/// What is refused at the start, and with which sentence.
@NullMarked
package io.pushwire.listener.config;

import org.jspecify.annotations.NullMarked;
