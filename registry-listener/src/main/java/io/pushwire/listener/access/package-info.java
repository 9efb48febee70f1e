// SPDX-License-Identifier: Apache-2.0
/// Who may read the record, and how much of it.
@NullMarked
package io.pushwire.listener.access;

import org.jspecify.annotations.NullMarked;
