// SPDX-License-Identifier: Apache-2.0
package io.pushwire.bench.syncer;

/// Single pushes that are measured together: how they come, and how warm everything is.
enum Series {
    FIRST("the first push"),
    BACK_TO_BACK("notifications, back to back"),
    EVENTS("events on Kafka, back to back"),
    ONE_A_SECOND("notifications, one a second"),
    WARM("notifications, back to back, warm");

    private final String title;

    Series(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
