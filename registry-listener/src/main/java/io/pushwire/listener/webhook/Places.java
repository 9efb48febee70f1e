// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a dialect looks in an object, by dotted paths; `[]` at the end of a name stands for each
/// element of an array.
///
/// @param decisive a wrong type at or above one of these makes the object unreadable
/// @param all the decisive ones and those that are only good to know
record Places(List<String> decisive, Set<String> all) {

    Places {
        decisive = List.copyOf(decisive);
        all = Set.copyOf(all);
    }

    static Places of(List<String> decisive, List<String> goodToKnow) {
        var all = new HashSet<>(decisive);
        all.addAll(goodToKnow);
        return new Places(decisive, all);
    }

    /// The first decisive place that holds something of the wrong type.
    Optional<String> misshapen(Fields fields) {
        return decisive.stream()
                .flatMap(place -> fields.misshapen().stream().filter(path -> isAt(path, place)))
                .findFirst();
    }

    /// Those below an array, as its elements see them.
    Set<String> below(String array) {
        var inside = new HashSet<String>();
        for (String place : all) {
            if (place.equals(array + "[]")) {
                inside.add("");
            } else if (place.startsWith(array + "[].")) {
                inside.add(place.substring(array.length() + "[].".length()));
            }
        }
        return inside;
    }

    private static boolean isAt(String path, String place) {
        return place.equals(path) || place.startsWith(path + ".") || place.startsWith(path + "[]");
    }
}
