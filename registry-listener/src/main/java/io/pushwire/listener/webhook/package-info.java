// SPDX-License-Identifier: Apache-2.0
/// Pure: what a registry's request says, one small class per dialect.
@NullMarked
package io.pushwire.listener.webhook;

import org.jspecify.annotations.NullMarked;
