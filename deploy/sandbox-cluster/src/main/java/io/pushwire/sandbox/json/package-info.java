// SPDX-License-Identifier: Apache-2.0
/// JSON trees that never change, and the YAML that people write them in.
@NullMarked
package io.pushwire.sandbox.json;

import org.jspecify.annotations.NullMarked;
