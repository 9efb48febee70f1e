// SPDX-License-Identifier: Apache-2.0

/// Where the logs of the programs go, and in which form.
@NullMarked
package io.pushwire.log;

import org.jspecify.annotations.NullMarked;
