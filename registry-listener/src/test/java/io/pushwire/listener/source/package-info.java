// SPDX-License-Identifier: Apache-2.0
/// What a source may speak for.
@NullMarked
package io.pushwire.listener.source;

import org.jspecify.annotations.NullMarked;
