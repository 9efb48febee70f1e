// SPDX-License-Identifier: Apache-2.0
package io.pushwire.syncer.decision;

import io.pushwire.event.Position;
import io.pushwire.image.Digest;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What our annotation on a workload says.
public sealed interface Pins {

    /// @param byContainer what we did to each container, in the order of the annotation
    record Known(Map<String, Pin> byContainer) implements Pins {

        // Shared: most workloads have none.
        private static final Known NONE = new Known(Map.of());

        public Known {
            byContainer = Collections.unmodifiableMap(new LinkedHashMap<>(byContainer));
        }

        public static Known none() {
            return NONE;
        }

        public Optional<Pin> of(String container) {
            return Optional.ofNullable(byContainer.get(container));
        }

        /// These, the given ones over them, without those of containers that are gone.
        Known with(Map<String, Pin> changed, Collection<String> present) {
            var merged = new LinkedHashMap<>(byContainer);
            merged.putAll(changed);
            merged.keySet().retainAll(present);
            return new Known(merged);
        }
    }

    /// @param problem why it cannot be read
    record Broken(String problem) implements Pins {}

    /// What we did to one container.
    ///
    /// @param spec its image before, to be given back
    /// @param digest what we rolled it to
    /// @param position of the event that made us
    /// @param admitted the digest that the API server's answer had instead: its admission put it
    ///   there, on our behalf
    record Pin(String spec, Digest digest, Position position, Optional<Digest> admitted) {

        /// One that the API server took as it was.
        public Pin(String spec, Digest digest, Position position) {
            this(spec, digest, position, Optional.empty());
        }

        public Pin admittedAs(Digest instead) {
            return new Pin(spec, digest, position, Optional.of(instead));
        }

        /// Whether this digest on the image comes from our own write.
        boolean explains(Digest present) {
            return digest.equals(present) || admitted.filter(present::equals).isPresent();
        }
    }
}
