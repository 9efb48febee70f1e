// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.command;

import io.pushwire.event.ImageEvent;
import io.pushwire.listener.reception.Receipt;
import io.pushwire.listener.redelivery.Found;
import io.pushwire.listener.redelivery.Redelivered;

import java.io.PrintWriter;

/// Says what became of each letter, in the words of the hooks' answers.
final class SendReport {

    private final PrintWriter out;
    private int whole;
    private int others;

    SendReport(PrintWriter out) {
        this.out = out;
    }

    void say(Found.Letter found, Redelivered became) {
        String place = found.place().toString();
        count(became.whole());
        switch (became) {
            case Redelivered.Received(var receipt) -> say(place, receipt);
            case Redelivered.Cut(int length) ->
                    line(
                            place,
                            "cut",
                            "not all of its "
                                    + length
                                    + " bytes were kept: it cannot be sent again");
            case Redelivered.NoSource(String name) ->
                    line(place, "no source", "pushwire.sources." + name + " is not configured");
        }
    }

    void missing(String name) {
        count(false);
        line(name, "not found", "there is no such dead letter");
    }

    void strange(Found.Strange found) {
        count(false);
        line(found.place().toString(), "unreadable", found.reason());
    }

    /// @return the exit code
    int end() {
        out.println(
                Output.count(whole, "dead letter", "dead letters") + " sent, " + others + " not");
        out.flush();
        return others == 0 ? 0 : 1;
    }

    private void say(String place, Receipt receipt) {
        switch (receipt) {
            case Receipt.Accepted(var entries, var rest) -> {
                entries.forEach(entry -> line(place, "accepted", entry(entry)));
                rest(place, rest);
            }
            case Receipt.NothingToDo(var rest) -> rest(place, rest);
            case Receipt.Unreadable(String reason, _) -> line(place, "unreadable", reason);
            case Receipt.Rejected(String reason, boolean understood, _) ->
                    line(place, understood ? "refused" : "unreadable", reason);
            case Receipt.Replied _ -> line(place, "ignored", "a question that needs no event");
            case Receipt.NotGenuine(var verdict) -> line(place, "unauthorized", verdict.toString());
            case Receipt.Unavailable(String reason) -> line(place, "unavailable", reason);
        }
    }

    private void rest(String place, Receipt.Rest rest) {
        rest.ignored()
                .forEach((reason, times) ->
                        line(place, "ignored", reason.label() + " (" + times + ")"));
        rest.refusals()
                .forEach(refusal ->
                        line(place, "refused", refusal.reason().label() + ": " + refusal.detail()));
    }

    private static String entry(Receipt.Entry entry) {
        String what = entry.event() instanceof ImageEvent.Deleted ? "deleted" : "announced";
        return "%s %s %s/%d@%d"
                .formatted(
                        entry.event().image(),
                        what,
                        entry.stored().topic(),
                        entry.stored().partition(),
                        entry.stored().offset());
    }

    private void line(String place, String result, String detail) {
        out.println(Output.line("%-8s  %-11s  %s".formatted(place, result, detail)));
        out.flush();
    }

    private void count(boolean done) {
        if (done) {
            whole++;
        } else {
            others++;
        }
    }
}
