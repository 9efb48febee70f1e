// SPDX-License-Identifier: Apache-2.0
package io.pushwire.image;

/// What the grammars of names are made of. A list of a cluster's workloads has names by the
/// thousand, and regular expressions would be most of reading it.
final class Characters {

    private Characters() {}

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static boolean isHex(char character) {
        return isDigit(character) || (character >= 'a' && character <= 'f');
    }

    static boolean isSmall(char character) {
        return isDigit(character) || (character >= 'a' && character <= 'z');
    }

    static boolean isAlphanumeric(char character) {
        return isSmall(character) || (character >= 'A' && character <= 'Z');
    }

    /// Where a run of small letters and digits ends that begins there; there where it is none.
    static int afterSmall(String text, int from) {
        int end = from;
        while (end < text.length() && isSmall(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
