// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.tls;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;

import jakarta.inject.Singleton;

/// HTTP/2 where a connection can agree on it, and only there: the cleartext upgrade would read the
/// body before the credential is checked.
@Singleton
@Requires(property = "pushwire.tls.enabled", value = "true")
final class Http2OverTls implements BeanCreatedEventListener<NettyHttpServerConfiguration> {

    @Override
    public NettyHttpServerConfiguration onCreated(
            BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        NettyHttpServerConfiguration configuration = event.getBean();
        configuration.setHttpVersion(HttpVersion.HTTP_2_0);
        return configuration;
    }
}
