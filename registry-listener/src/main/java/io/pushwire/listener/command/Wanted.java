// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.listener.redelivery.Archive;
import io.pushwire.listener.redelivery.Found;
import io.pushwire.listener.redelivery.Place;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Letters that were named, by position or by id.
final class Wanted {

    private Wanted() {}

    /// In the order of the names; empty for a name that nothing has.
    static Map<String, Optional<Found>> find(
            Archive archive, List<String> names, ProgressLine line) {
        var found = new LinkedHashMap<String, Optional<Found>>();
        names.forEach(name -> found.put(name, Place.parse(name).flatMap(archive::at)));
        long ids = names.stream().filter(name -> Place.parse(name).isEmpty()).distinct().count();
        if (ids > 0) {
            var byId = new HashMap<String, Found>();
            archive.read(
                    Optional.empty(),
                    (next, progress) -> {
                        line.show(progress);
                        if (next instanceof Found.Letter letter
                                && found.containsKey(letter.letter().id())) {
                            byId.putIfAbsent(letter.letter().id(), letter);
                        }
                        return byId.size() < ids;
                    });
            byId.forEach((id, letter) -> found.put(id, Optional.of(letter)));
        }
        return found;
    }
}
