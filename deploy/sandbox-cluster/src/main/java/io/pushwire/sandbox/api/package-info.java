// SPDX-License-Identifier: Apache-2.0
/// The Kubernetes API: routes, verbs, patches, selectors, watches, tables.
@NullMarked
package io.pushwire.sandbox.api;

import org.jspecify.annotations.NullMarked;
