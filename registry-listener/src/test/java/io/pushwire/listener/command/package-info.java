// SPDX-License-Identifier: Apache-2.0
/// What people write and read.
@NullMarked
package io.pushwire.listener.command;

import org.jspecify.annotations.NullMarked;
