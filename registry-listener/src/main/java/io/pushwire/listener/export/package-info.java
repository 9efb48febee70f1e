// SPDX-License-Identifier: Apache-2.0
/// The record, written out to files that an auditor can check.
@NullMarked
package io.pushwire.listener.export;

import org.jspecify.annotations.NullMarked;
