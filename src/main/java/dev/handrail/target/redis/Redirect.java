package dev.handrail.target.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster's answer that another server has the slot: nothing was done.
 *
 * @param ask for this once only: the slot is on its way there
 */
record Redirect(boolean ask, int slot, String host, int port) {
    private static final Pattern FORM = Pattern.compile("(MOVED|ASK) (\\d{1,5}) (.*):(\\d{1,5})");

    static Optional<Redirect> of(String complaint) {
        Matcher form = FORM.matcher(complaint);
        return form.matches()
                ? Optional.of(new Redirect(
                        form.group(1).equals("ASK"),
                        Integer.parseInt(form.group(2)),
                        form.group(3),
                        Integer.parseInt(form.group(4))))
                : Optional.empty();
    }

    /** @param here who said so: a host that is left out is its own */
    RedisPlace place(RedisPlace here) {
        return here.at(host.isEmpty() ? here.host() : host, port);
    }
}
