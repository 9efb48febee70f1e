// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.webhook;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Amazon's container registry by way of EventBridge. The registry's host is in no field but
/// follows from account and region.
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html
final class EcrDialect implements Dialect {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z0-9]{1,20}){1,4}");
    private static final Places PLACES =
            Places.of(
                    List.of(
                            "detail-type",
                            "account",
                            "region",
                            "detail.action-type",
                            "detail.result",
                            "detail.repository-name",
                            "detail.image-tag",
                            "detail.image-digest"),
                    List.of("id", "time", "detail.manifest-media-type"));

    @Override
    public String name() {
        return "ecr";
    }

    @Override
    public Reading read(WebhookRequest request) {
        return JsonBody.object(request, PLACES, EcrDialect::event);
    }

    private static Reading event(Fields fields) {
        var parts = Reading.Parts.ofOne();
        switch (fields.text("detail-type").orElse("")) {
            case "ECR Image Action" -> image(fields, parts);
            case "ECR Pull Through Cache Action" -> parts.ignore(Ignored.PROXY_CACHE);
            case "ECR Image Scan", "ECR Scan Resource Change" -> parts.ignore(Ignored.SCAN);
            case "ECR Replication Action" -> parts.ignore(Ignored.REPLICATION);
            case "" -> {
                return new Reading.Unreadable(
                        "The JSON object has no \"detail-type\": is the source's dialect that of"
                                + " the sender, and does no input transformer reshape the event?");
            }
            default -> parts.ignore(Ignored.UNKNOWN_ACTION);
        }
        return parts.read();
    }

    private static void image(Fields fields, Reading.Parts parts) {
        String action = fields.text("detail.action-type").orElse("");
        if (!action.equals("PUSH") && !action.equals("DELETE")) {
            parts.ignore(Ignored.UNKNOWN_ACTION);
            return;
        }
        if (fields.text("detail.result").filter("SUCCESS"::equals).isEmpty()) {
            parts.ignore(Ignored.FAILED);
            return;
        }
        Optional<String> host = host(fields);
        if (host.isEmpty()) {
            parts.fault("has no \"account\" and \"region\" that Amazon could have");
            return;
        }
        var told =
                Told.about(fields.text("detail.repository-name"), fields.text("detail.image-tag"))
                        .on(host)
                        .at(fields.text("time"))
                        .withId(fields.text("id"));
        if (action.equals("PUSH")) {
            told.pushed(
                    parts,
                    fields.text("detail.image-digest"),
                    fields.text("detail.manifest-media-type"));
        } else {
            told.deleted(parts);
        }
    }

    private static Optional<String> host(Fields fields) {
        return host(fields.text("account"), fields.text("region"));
    }

    /// Empty where these are no account and no region.
    static Optional<String> host(Optional<String> account, Optional<String> region) {
        return account.filter(text -> ACCOUNT.matcher(text).matches())
                .flatMap(number ->
                        region.filter(text -> REGION.matcher(text).matches())
                                .map(place -> number + ".dkr.ecr." + place + domain(place)));
    }

    private static String domain(String region) {
        return region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    }
}
