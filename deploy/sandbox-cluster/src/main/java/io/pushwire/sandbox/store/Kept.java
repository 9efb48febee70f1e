// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.store;

import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Everything of one kind. Guarded by the lock of [Store].
final class Kept {
    final TreeMap<ObjectKey, StoredObject> objects = new TreeMap<>();
    final History history;
    final Condition changed;

    Kept(int historySize, ReentrantLock lock) {
        history = new History(historySize);
        changed = lock.newCondition();
    }

    void record(Change change) {
        history.add(change);
        changed.signalAll();
    }
}
