// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.authenticity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shared secret that cannot be printed by accident.
public final class Secret {

    // RFC 3986, unreserved: the same in a path whether a sender encodes it or not.
    private static final Pattern SAME_IN_A_PATH = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final int PIECE = 16 * 1024;

    private final byte[] value;

    /// @param text surrounding white space is no part of it: files end in a line feed, and HTTP
    ///   drops it from header values
    /// @throws IllegalArgumentException if nothing is left
    public Secret(String text) {
        value = text.strip().getBytes(StandardCharsets.UTF_8);
        if (value.length == 0) {
            throw new IllegalArgumentException("is empty");
        }
    }

    /// A secret that can stand in a path.
    ///
    /// @throws IllegalArgumentException if it cannot, or is empty
    public static Secret forPath(String text) {
        var secret = new Secret(text);
        if (!SAME_IN_A_PATH.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(
                    "must be letters, digits, '.', '_', '~' and '-' only: it stands in a path");
        }
        return secret;
    }

    /// Takes the same time wherever the first difference is, and whichever of them matches.
    static boolean anyMatches(Collection<Secret> secrets, byte[] claimed) {
        boolean matched = false;
        for (Secret secret : secrets) {
            matched |= MessageDigest.isEqual(claimed, secret.value);
        }
        return matched;
    }

    /// @param algorithm as the JDK names it, for example `HmacSHA256`
    /// @param message in UTF-8
    public byte[] authenticationCode(String algorithm, String message) {
        return authenticationCode(
                algorithm, new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    /// @param algorithm as the JDK names it, for example `HmacSHA256`
    byte[] authenticationCode(String algorithm, InputStream message) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(value, algorithm));
            var piece = new byte[PIECE];
            for (int read = message.read(piece); read >= 0; read = message.read(piece)) {
                mac.update(piece, 0, read);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
