// SPDX-License-Identifier: Apache-2.0
package io.pushwire.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a registry wants to see before it answers.
sealed interface Challenge {

    /// A token of its token service.
    ///
    /// @param service empty where the registry names none
    record Bearer(String realm, String service) implements Challenge {}

    /// Name and password.
    record Basic() implements Challenge {}

    int LONGEST = 4_096;

    // https://www.rfc-editor.org/rfc/rfc9110#section-11.2: a scheme is a word that no "=" follows.
    // Possessive throughout, so that no header can make the matcher go back.
    Pattern PART =
            Pattern.compile(
                    "\\G[\\s,]*+(?:(?<name>[\\w!#$%&'*+.^`|~-]++)\\s*+=\\s*+(?:\"(?<quoted>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|(?<plain>[^\\s,\"]++))|(?<scheme>[\\w!#$%&'*+.^`|~-]++))");

    /// Reads all `WWW-Authenticate` headers of an answer; schemes that registries do not use are
    /// left out, and so is a Bearer without a realm.
    static List<Challenge> parse(List<String> headers) {
        return headers.stream()
                .filter(header -> header.length() <= LONGEST)
                .flatMap(header -> parse(header).stream())
                .toList();
    }

    private static List<Challenge> parse(String header) {
        List<Challenge> found = new ArrayList<>();
        String scheme = "";
        Map<String, String> parameters = new HashMap<>();
        Matcher part = PART.matcher(header);
        while (part.find()) {
            if (part.group("scheme") != null) {
                add(found, scheme, parameters);
                scheme = part.group("scheme").toLowerCase(Locale.ROOT);
                parameters.clear();
                continue;
            }
            String quoted = part.group("quoted");
            String value =
                    quoted == null ? part.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
            parameters.put(part.group("name").toLowerCase(Locale.ROOT), value);
        }
        add(found, scheme, parameters);
        return found;
    }

    private static void add(List<Challenge> to, String scheme, Map<String, String> parameters) {
        String realm = parameters.get("realm");
        if (scheme.equals("bearer") && realm != null) {
            to.add(new Bearer(realm, parameters.getOrDefault("service", "")));
        }
        if (scheme.equals("basic")) {
            to.add(new Basic());
        }
    }
}
