// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.export;

import java.io.Closeable;
import java.io.IOException;

/// Writes the rows of one part. The same rows give the same bytes.
interface RowWriter extends Closeable {

    void write(Row row) throws IOException;
}
