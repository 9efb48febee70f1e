// SPDX-License-Identifier: Apache-2.0
/// The main job, shown: a push to a real registry, and the workloads that follow it.
@NullMarked
package io.pushwire.standalone.demo;

import org.jspecify.annotations.NullMarked;
