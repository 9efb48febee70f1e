// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.api;

import io.pushwire.sandbox.http.Request;
import io.pushwire.sandbox.store.Pages;
import io.pushwire.sandbox.store.ResourceType;
import io.pushwire.sandbox.store.StoredObject;

import java.util.List;

/// How objects are shown: whole, as the rows that kubectl prints, or only their metadata.
sealed interface Form permits PlainForm, TableForm, MetadataForm {
    byte[] one(ResourceType type, StoredObject object);

    /// @param isAll whether nothing was left out by a selector, so that the rest can be counted
    List<byte[]> list(ResourceType type, Pages.Page page, boolean isAll);

    /// The object of a watch event.
    ///
    /// @param isFirst whether it is the first of its watch
    byte[] watched(ResourceType type, StoredObject object, boolean isFirst);

    /// What the client's `Accept` asks for first; throws a 406 [Refusal] when it accepts no JSON.
    static Form of(Request request, Cluster cluster) {
        var accept = request.header("accept");
        for (var wanted : accept.split(",", -1)) {
            if (!wanted.isBlank() && !wanted.contains("json") && !wanted.contains("*")) {
                continue;
            }
            if (wanted.contains("as=Table")) {
                return new TableForm(cluster.clock(), request.query("includeObject"));
            }
            if (wanted.contains("as=PartialObjectMetadata")) {
                return new MetadataForm();
            }
            return new PlainForm();
        }
        throw Refusal.of(
                406,
                "The sandbox cluster answers in JSON only, which is not among what is accepted: "
                        + accept);
    }
}
