package dev.handrail.target.postgres;

import dev.handrail.runbook.Guard.Holder;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who holds a lock, as a comment in the query that took it: other sessions of the same user read it there. */
final class HolderNote {
    private static final Pattern NOTE = Pattern.compile("/\\*handrail ([^*]*)\\*/");

    private HolderNote() {}

    /** Nothing in it can end the comment: values are URL-encoded, and stars with them. */
    static String comment(Holder holder) {
        return "/*handrail " + pair("run", holder.run()) + "&" + pair("runbook", holder.runbook()) + "&"
                + pair("operator", holder.operator()) + "&" + pair("host", holder.host()) + "&"
                + pair("since", holder.since()) + "*/";
    }

    private static String pair(String name, String value) {
        String bounded = value.length() > 100 ? value.substring(0, 100) : value;
        return name + "=" + URLEncoder.encode(bounded, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    static Optional<Holder> read(String query) {
        Matcher note = NOTE.matcher(query);
        if (!note.find()) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (String pair : note.group(1).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                found.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return Optional.of(new Holder(
                found.getOrDefault("run", "?"),
                found.getOrDefault("runbook", "?"),
                found.getOrDefault("operator", "?"),
                found.getOrDefault("host", "?"),
                found.getOrDefault("since", "?")));
    }
}
