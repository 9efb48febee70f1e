// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import io.pushwire.image.RegistryHost;

import java.util.List;
import java.util.Optional;

/// Docker Hub, which tells neither digest nor id. `callback_url` is never called: it is an address
/// out of a body that nobody signed. https://docs.docker.com/docker-hub/repos/manage/webhooks/
final class DockerHubDialect implements Dialect {

    private static final Places PLACES =
            Places.of(
                    List.of(
                            "push_data.tag",
                            "repository.repo_name",
                            "repository.namespace",
                            "repository.name"),
                    List.of("push_data.pushed_at", "push_data.pusher"));

    @Override
    public String name() {
        return "docker-hub";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, DockerHubDialect::event);
    }

    private static Reading event(Fields fields) {
        if (!fields.hasAny("push_data.") || !fields.hasAny("repository.")) {
            return new Reading.Unreadable(
                    "The JSON object has no \"push_data\" and \"repository\": is the source's"
                            + " dialect that of the sender?");
        }
        var parts = Reading.Parts.ofOne();
        Told.about(repository(fields), fields.text("push_data.tag"))
                .on(Optional.of(RegistryHost.DOCKER_HUB))
                .atInstant(fields.number("push_data.pushed_at").flatMap(Told::seconds))
                .by(fields.text("push_data.pusher"))
                .announced(parts);
        return parts.read();
    }

    private static Optional<String> repository(Fields fields) {
        return fields.text("repository.repo_name")
                .or(() ->
                        fields.text("repository.namespace")
                                .flatMap(space ->
                                        fields.text("repository.name")
                                                .map(name -> space + "/" + name)))
                .map(name -> name.indexOf('/') < 0 ? "library/" + name : name);
    }
}
