package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Letters;
import dev.handrail.dsl.tape.Call;
import java.util.Map;
import java.util.regex.Pattern;

/** Ids and titles of runbooks, sections and steps. */
final class Titles {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private Titles() {}

    /** The id, which has to be good for options, file names and results, and new among its neighbours. */
    static String id(Reading reading, Call call, Map<String, Call> neighbours) {
        String id = Args.plain(reading, call, 0);
        if (!ID.matcher(id).matches()) {
            reading.mistake(
                    Code.BAD_ID,
                    "'" + id + "' can't be an id"
                            + Letters.strange(id).map(s -> ": " + s).orElse(""),
                    call.site().argument(0),
                    "use up to 63 letters, digits, - . or _; what people read is the title");
        }
        Call first = neighbours.putIfAbsent(id, call);
        if (first != null && first.site().word().equals(call.site().word())) {
            reading.mistake(
                    Code.DUPLICATE_ID,
                    "the id '" + id + "' is said again by the same line, in a loop or a family that is used twice",
                    call.site().argument(0),
                    "make what differs a part of it, as in step(\"" + id + "-${table}\")");
        } else if (first != null) {
            reading.mistake(
                    Code.DUPLICATE_ID,
                    "the id '" + id + "' is taken by the " + first.word() + " "
                            + reading.reporter()
                                    .told(first.site().word(), call.site().argument(0)),
                    call.site().argument(0),
                    "give it an id of its own");
        }
        return id;
    }

    /** The title; the id where none is given. */
    static String of(Reading reading, Call call) {
        return Args.plain(reading, call, call.arguments().size() > 1 ? 1 : 0);
    }
}
