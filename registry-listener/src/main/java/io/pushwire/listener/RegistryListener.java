// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.config.Arguments;
import io.pushwire.config.Service;
import io.pushwire.listener.command.Commands;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/// Starts the listener, or runs a command where the first argument is a word: see [Commands]. Its
/// defaults are those of the environment `listener` (`application-listener.yml`), so that another
/// service can share the context.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pushwire registry listener",
                        version = "1",
                        description = "Takes the notifications of container registries.",
                        license = @License(name = "Apache-2.0")))
public final class RegistryListener {

    public static final String ENVIRONMENT = "listener";

    private RegistryListener() {}

    public static void main(String[] args) {
        if (Arguments.isCommand(args)) {
            System.exit(Commands.execute(new ListenerDesk(), args));
        }
        Service.with(args).mainClass(RegistryListener.class).environments(ENVIRONMENT).start();
    }
}
