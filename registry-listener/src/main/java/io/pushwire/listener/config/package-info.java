// SPDX-License-Identifier: Apache-2.0
/// The edge to the configuration: keys and files in, checked values out.
@NullMarked
package io.pushwire.listener.config;

import org.jspecify.annotations.NullMarked;
