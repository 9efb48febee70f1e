// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.fault;

/// What a fault can be tied to in a request. Parts that a request does not have are empty.
///
/// @param method the HTTP method, `PATCH`
/// @param verb as Kubernetes' access rules name it: `get`, `list`, `watch`, `create`, `update`,
///   `patch`, `delete`, `deletecollection`
/// @param resource with its subresource, `pods/eviction`
public record Call(String method, String verb, String resource, String namespace, String name) {
    /// The resource without its subresource.
    String mainResource() {
        var slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }
}
