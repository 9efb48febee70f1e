// SPDX-License-Identifier: Apache-2.0
/// Plain HTTP on one port: requests in, answers and streams out. Knows nothing of Kubernetes.
@NullMarked
package io.pushwire.sandbox.http;

import org.jspecify.annotations.NullMarked;
