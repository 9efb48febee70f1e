// SPDX-License-Identifier: Apache-2.0
package io.pushwire.sandbox.gate;

import io.pushwire.sandbox.fault.Call;
import io.pushwire.sandbox.http.Request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a path such as `/apis/apps/v1/namespaces/shop/deployments/web/scale` names, whether or not
/// there is such a kind.
///
/// @param apiVersion `v1`, `apps/v1`
/// @param namespace empty for kinds without one, and for all namespaces
/// @param name empty for the whole collection
/// @param subresource empty for the object itself
public record ApiPath(
        String apiVersion, String namespace, String plural, String name, String subresource) {
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

    /// Empty when the path names no kind.
    public static Optional<ApiPath> of(String path) {
        var parts = Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
        if (parts.size() >= 3 && parts.getFirst().equals("api")) {
            return within(parts.get(1), parts.subList(2, parts.size()));
        }
        if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
            return within(parts.get(1) + "/" + parts.get(2), parts.subList(3, parts.size()));
        }
        return Optional.empty();
    }

    private static Optional<ApiPath> within(String apiVersion, List<String> parts) {
        var inNamespace =
                parts.size() >= 3
                        && parts.getFirst().equals("namespaces")
                        && !(apiVersion.equals("v1") && OF_NAMESPACES.contains(parts.get(2)));
        return inNamespace
                ? named(apiVersion, parts.get(1), parts.subList(2, parts.size()))
                : named(apiVersion, "", parts);
    }

    private static Optional<ApiPath> named(
            String apiVersion, String namespace, List<String> parts) {
        return parts.size() > 3
                ? Optional.empty()
                : Optional.of(
                        new ApiPath(
                                apiVersion,
                                namespace,
                                parts.getFirst(),
                                parts.size() > 1 ? parts.get(1) : "",
                                parts.size() > 2 ? parts.get(2) : ""));
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    boolean isWatched(Request request) {
        return verb(request).equals("watch");
    }

    Call call(Request request) {
        return new Call(
                request.method(),
                verb(request),
                subresource.isEmpty() ? plural : plural + "/" + subresource,
                namespace,
                name);
    }

    private String verb(Request request) {
        return switch (request.method()) {
            case "GET" -> isCollection() ? request.isOn("watch") ? "watch" : "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> isCollection() ? "deletecollection" : "delete";
            default -> "";
        };
    }
}
