// SPDX-License-Identifier: Apache-2.0
/// A small Kubernetes API server in memory: started in a test, by the demo, or alone.
@NullMarked
package io.pushwire.sandbox;

import org.jspecify.annotations.NullMarked;
