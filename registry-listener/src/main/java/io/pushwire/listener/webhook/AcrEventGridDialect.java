// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Azure's container registry by way of Event Grid: an array of events in Event Grid's own schema,
/// or CloudEvents, one or many. Both ask first whether they may send: the one by an event that
/// wants its code back, the other by OPTIONS.
/// https://learn.microsoft.com/azure/event-grid/event-schema-container-registry
final class AcrEventGridDialect implements Dialect {

    // Comes back in the answer, so it is not taken for more than it is.
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{1,200}");
    private static final Places PLACES = places();

    @Override
    public String name() {
        return "acr-event-grid";
    }

    @Override
    public boolean asksFirst() {
        return true;
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.objects(request, PLACES, AcrEventGridDialect::event);
    }

    private static Places places() {
        var decisive = new ArrayList<>(List.of("eventType", "type", "data.validationCode"));
        decisive.addAll(AcrEvent.decisive("data."));
        var goodToKnow = new ArrayList<>(List.of("id"));
        goodToKnow.addAll(AcrEvent.goodToKnow("data."));
        return Places.of(decisive, goodToKnow);
    }

    private static void event(Fields fields, Reading.Parts parts) {
        switch (fields.text("eventType").or(() -> fields.text("type")).orElse("")) {
            case "Microsoft.ContainerRegistry.ImagePushed" ->
                    AcrEvent.pushed(fields, "data.", parts);
            case "Microsoft.ContainerRegistry.ImageDeleted" ->
                    AcrEvent.told(fields, "data.").deleted(parts);
            case "Microsoft.ContainerRegistry.ChartPushed",
                    "Microsoft.ContainerRegistry.ChartDeleted" ->
                    parts.ignore(Ignored.NOT_AN_IMAGE);
            case "Microsoft.EventGrid.SubscriptionValidationEvent" -> validation(fields, parts);
            case "" -> parts.fault("has no \"eventType\" or \"type\"");
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
    }

    private static void validation(Fields fields, Reading.Parts parts) {
        Optional<String> code =
                fields.text("data.validationCode").filter(text -> CODE.matcher(text).matches());
        if (code.isPresent()) {
            parts.reply("{\"validationResponse\":\"" + code.get() + "\"}");
        } else {
            parts.fault("asks for validation without a \"data.validationCode\"");
        }
    }
}
