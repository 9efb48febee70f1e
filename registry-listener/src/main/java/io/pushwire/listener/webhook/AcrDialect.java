// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

/// The webhook of Azure's container registry: one bare event, tried once.
final class AcrDialect implements Dialect {

    private static final Places PLACES = Places.of(AcrEvent.decisive(""), AcrEvent.goodToKnow(""));

    @Override
    public String name() {
        return "acr";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, AcrDialect::event);
    }

    private static Reading event(Fields fields) {
        var parts = Reading.Parts.ofOne();
        switch (fields.text("action").orElse("")) {
            case "push" -> AcrEvent.pushed(fields, "", parts);
            case "delete" -> AcrEvent.told(fields, "").deleted(parts);
            case "ping" -> parts.ignore(Ignored.PING);
            case "quarantine" -> parts.ignore(Ignored.QUARANTINE);
            case "chart_push", "chart_delete" -> parts.ignore(Ignored.NOT_AN_IMAGE);
            case "" -> {
                return new Reading.Unreadable(
                        "The JSON object has no \"action\": is the source's dialect that of the"
                                + " sender?");
            }
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
        return parts.read();
    }
}
