// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.outcome.OutcomeKind;

import java.time.Instant;
import java.util.List;

/// What should happen to one workload because of one event.
public sealed interface Decision {

    /// A change of the workload.
    sealed interface Write extends Decision {

        /// Container images to replace; may be empty for a restart.
        List<ImageChange> changes();

        /// What our annotation says afterwards.
        Pins.Known pins();

        /// What people should know besides; mostly empty.
        String remark();
    }

    /// Replace these images, nothing else.
    record SetImages(List<ImageChange> changes, Pins.Known pins, String remark) implements Write {
        public SetImages {
            changes = List.copyOf(changes);
        }
    }

    /// Replace the pods.
    ///
    /// @param changes images that were pinned under an earlier policy get their tag back
    /// @param at the time that marks the restart
    record Restart(List<ImageChange> changes, Pins.Known pins, String remark, Instant at)
            implements Write {
        public Restart {
            changes = List.copyOf(changes);
        }
    }

    /// Evict the pods that are outdated, after our annotation says so.
    ///
    /// @param changes of the containers that follow the tag; images that were pinned under an
    ///   earlier policy get their tag back
    /// @param settledAt when the tag could be trusted: a pod that was made later has pulled it
    record Recreate(List<ImageChange> changes, Pins.Known pins, String remark, Instant settledAt)
            implements Write {
        public Recreate {
            changes = List.copyOf(changes);
        }
    }

    /// Leave what somebody went back to on purpose, and say so on the object.
    ///
    /// @param holds what the annotation says afterwards
    /// @param pins as they are
    /// @param remark what was found, as a sentence
    record Hold(Holds holds, Pins.Known pins, String remark) implements Write {
        @Override
        public List<ImageChange> changes() {
            return List.of();
        }
    }

    /// Write nothing, but say what would be: the policy asks for no more.
    record Notify(List<ImageChange> changes) implements Decision {
        public Notify {
            changes = List.copyOf(changes);
        }
    }

    /// Decide again then: before that, a node that pulls the tag may get the old image.
    record Wait(Instant until) implements Decision {}

    /// Decide again with what the pods run: all may be on the digest already.
    record NeedsPods() implements Decision {}

    /// Do nothing.
    ///
    /// @param why the name of the reason
    /// @param detail the reason as a sentence
    record Leave(OutcomeKind why, String detail) implements Decision {}

    /// @param container which one
    /// @param to its image then
    record ImageChange(Container container, String to) {
        public String from() {
            return container.image();
        }
    }
}
