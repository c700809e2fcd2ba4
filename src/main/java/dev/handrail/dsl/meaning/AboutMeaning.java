package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Runbook.About;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who stands behind a runbook, and its window. */
final class AboutMeaning {
    private static final Pattern BETWEEN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

    private final Reading reading;
    private final Call runbook;
    private final Options options;

    AboutMeaning(Reading reading, Call runbook) {
        this.reading = reading;
        this.runbook = runbook;
        this.options = new Options(reading, runbook);
    }

    About about() {
        Duration window = options.duration("window");
        return new About(
                options.plain("owner"),
                options.plain("description"),
                joined("contact", ": "),
                joined("link", ": "),
                window,
                between());
    }

    private List<String> joined(String word, String between) {
        return runbook.said(word).stream()
                .map(c -> String.join(between, new Options(reading, c).arguments()))
                .toList();
    }

    private @Nullable String between() {
        Call window = runbook.first("window")
                .filter(w -> w.named().containsKey("between"))
                .orElse(null);
        if (window == null) {
            return null;
        }
        String written =
                Args.plain(reading, window.named().get("between"), window.site().argument("between"), "between");
        Object zone = window.named().get("zone");
        Matcher hours = BETWEEN.matcher(written);
        try {
            if (!hours.matches()) {
                throw new DateTimeException(written);
            }
            LocalTime.parse(hours.group(1));
            LocalTime.parse(hours.group(2));
            return written + " " + (zone == null ? "UTC" : ZoneId.of(zone.toString()));
        } catch (DateTimeException e) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + written + "' in '" + (zone == null ? "UTC" : zone) + "' is no time of the day",
                    window.site().argument("between"),
                    "write: window '30m', between: '01:00-05:00', zone: 'UTC'");
            return null;
        }
    }

    /** The same target declared twice, or an address for its name. */
    void refuseDuplicates() {
        Map<String, Call> seen = new HashMap<>();
        for (Call said : runbook.said()) {
            if (Declared.declares(said.word())) {
                String name = Args.plain(reading, said, 0);
                if (name.matches(".*[\\s:/=@].*")) {
                    reading.mistake(
                            Code.BAD_ID,
                            "'" + name + "' can't be the name of a " + said.word(),
                            said.site().argument(0),
                            "give it a name, as " + said.word() + " 'main'; where it is, the environment says");
                }
                if (seen.putIfAbsent(said.word() + " " + name, said) != null) {
                    reading.mistake(
                            Code.DUPLICATE_ID,
                            "the " + said.word() + " '" + name + "' is declared twice",
                            said.site().argument(0),
                            "delete one of them");
                }
            }
        }
    }
}
