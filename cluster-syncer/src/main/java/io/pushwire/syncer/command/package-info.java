// SPDX-License-Identifier: Apache-2.0
/// The edge to the command line.
@NullMarked
package io.pushwire.syncer.command;

import org.jspecify.annotations.NullMarked;
