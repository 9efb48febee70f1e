// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.images;

/// One start.
///
/// @param readySeconds from the start of `docker run` to the first 200 of its readiness
/// @param residentMebibytes of all its processes, some seconds later
record Measured(Subject subject, double readySeconds, double residentMebibytes) {}
