// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.image.Digest;
import io.pushwire.image.ImageTag;
import io.pushwire.registry.DigestLookup;
import io.pushwire.registry.Looked;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// A registry whose tags the test moves, and whose answers it can hold back.
final class TestingRegistry implements DigestLookup {

    private final Map<ImageTag, Looked> answers = new ConcurrentHashMap<>();
    private final Map<ImageTag, Gate> gates = new ConcurrentHashMap<>();

    /// An answer that was thought of, and is on its way until the gate opens.
    record Gate(CountDownLatch asked, CountDownLatch open) {}

    void answers(ImageTag image, Looked answer) {
        answers.put(image, answer);
    }

    void points(ImageTag image, Digest digest) {
        answers(image, found(digest));
    }

    /// The next answer about the tag is what it is now, and comes when the gate opens.
    Gate hold(ImageTag image) {
        var gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
        gates.put(image, gate);
        return gate;
    }

    @Override
    public Looked look(ImageTag image) throws InterruptedException {
        Looked answer =
                switch (answers.getOrDefault(image, new Looked.NotConfigured(image.host()))) {
                    case Looked.Found now -> found(now.digest());
                    case Looked other -> other;
                };
        Gate gate = gates.remove(image);
        if (gate != null) {
            gate.asked().countDown();
            gate.open().await();
        }
        return answer;
    }

    @Override
    public Looked look(ImageTag within, Digest digest) {
        return found(digest);
    }

    /// Just asked.
    static Looked found(Digest digest) {
        return new Looked.Found(digest, "", Instant.now());
    }

    /// A digest that every process knows.
    static Digest digestOf(String content) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(content.getBytes(StandardCharsets.UTF_8));
            return new Digest("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
