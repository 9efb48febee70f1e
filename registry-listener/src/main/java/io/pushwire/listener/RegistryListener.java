// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener;

import io.pushwire.config.Service;

/// Starts the listener. Its defaults are those of the environment `listener`
/// (`application-listener.yml`), so that another service can share the context.
public final class RegistryListener {

    public static final String ENVIRONMENT = "listener";

    private RegistryListener() {}

    public static void main(String[] args) {
        Service.with(args).mainClass(RegistryListener.class).environments(ENVIRONMENT).start();
    }
}
