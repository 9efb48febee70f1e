// SPDX-License-Identifier: Apache-2.0
/// Whether what the documentation, the dashboards and the alerts say is so.
@org.jspecify.annotations.NullMarked
package io.pushwire.docs;
