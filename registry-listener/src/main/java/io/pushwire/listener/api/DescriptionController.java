// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.api;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The description of the API, for everybody.
@Hidden
@Requires(property = "pushwire.record.enabled", value = "true")
@Controller(Route.BASE)
final class DescriptionController {

    private static final String FILE = "openapi.yaml";

    @Get("/" + FILE)
    @Produces("application/yaml")
    byte[] description() {
        try (var in = Objects.requireNonNull(Route.class.getResourceAsStream(FILE), FILE)) {
            return in.readAllBytes();
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }
}
