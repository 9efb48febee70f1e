// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.listener.access.Sight;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who uses a digest now.
public final class Users {

    private final Snapshot snapshot;

    public Users(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// What a pod template has to do with a digest.
    public enum Template {
        /// It is pinned to it.
        PINNED,

        /// It names a tag that points at it, and no digest.
        BY_TAG,

        /// It names another digest, or a tag that points elsewhere.
        OTHER
    }

    /// @param use as the inventory has it
    /// @param seenRunning when its newest rollout was seen to run it
    public record User(Use use, Template template, Optional<Instant> seenRunning) {}

    /// @param after the slot that was answered last
    public Page<User, Slot> page(
            String digest, Sight sight, int limit, Optional<Slot> after, Duration longest)
            throws IOException {
        List<User> left =
                all(digest, new Inventory(snapshot, sight, longest)).values().stream()
                        .filter(user ->
                                after.isEmpty() || user.use().slot().compareTo(after.get()) > 0)
                        .limit(limit + 1L)
                        .toList();
        return left.size() > limit
                ? new Page<>(left.subList(0, limit), Optional.of(left.get(limit - 1).use().slot()))
                : new Page<>(left, Optional.empty());
    }

    private static Map<Slot, User> all(String digest, Inventory inventory) throws IOException {
        Map<Slot, User> users = new TreeMap<>();
        Map<Use, Newest.Outcome> running = inventory.running(digest);
        for (Use use : running.keySet()) {
            users.put(use.slot(), user(use, Template.OTHER, running));
        }
        for (Use use : inventory.following(inventory.tagsAt(digest))) {
            users.put(use.slot(), user(use, Template.BY_TAG, running));
        }
        for (Use use : inventory.pinnedTo(digest)) {
            users.put(use.slot(), user(use, Template.PINNED, running));
        }
        return users;
    }

    private static User user(Use use, Template template, Map<Use, Newest.Outcome> running) {
        return new User(
                use,
                template,
                Optional.ofNullable(running.get(use))
                        .map(outcome -> Instant.ofEpochMilli(outcome.spot().time())));
    }
}
