// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.store.StoredObject;

import jakarta.json.JsonObject;

import java.util.Map;
import java.util.function.Predicate;

/// Which objects of a collection a list or a watch asks for.
///
/// @param isAll whether it leaves nothing out
record Selection(
        String namespace,
        Predicate<Map<String, String>> labels,
        Predicate<JsonObject> fields,
        boolean isAll)
        implements Predicate<StoredObject> {
    static Selection of(Target target, Request request) {
        var labels = request.query("labelSelector");
        var fields = request.query("fieldSelector");
        return new Selection(
                target.namespace(),
                LabelSelector.parse(labels),
                FieldSelector.parse(target.type(), fields),
                labels.isBlank() && fields.isBlank());
    }

    @Override
    public boolean test(StoredObject object) {
        return (namespace.isEmpty() || namespace.equals(object.key().namespace()))
                && (isAll || (labels.test(object.labels()) && fields.test(object.tree())));
    }
}
