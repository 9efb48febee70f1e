// SPDX-License-Identifier: Apache-2.0
/// The edge to the certificate: files in, what the server shows to new connections out.
@NullMarked
package io.pushwire.listener.tls;

import org.jspecify.annotations.NullMarked;
