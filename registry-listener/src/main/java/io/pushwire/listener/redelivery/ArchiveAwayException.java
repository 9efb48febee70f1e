// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.redelivery;

/// The dead letters cannot be read now. The message is a sentence for people.
public final class ArchiveAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ArchiveAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
