package dev.handrail.shell.check;

import dev.handrail.dsl.Loaded;
import dev.handrail.runbook.Hazard;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;

/** For people. */
final class Lines {
    private Lines() {}

    static void tell(Console console, Checked one) {
        one.remarks()
                .forEach(r -> console.data(
                        Line.of("not judged: " + Console.line(r.position() + ": " + r.why()), Line.Look.DIM)));
        if (one.mistakes() != null) {
            console.data(one.mistakes().told());
        } else if (one.loaded() == null) {
            console.data(Line.of("ok", Line.Look.GOOD)
                    .add("  " + one.file().getFileName() + "  to be included: " + String.join(", ", one.families())));
        } else {
            one.hazards().stream().filter(Hazard::open).forEach(h -> tell(console, h));
            console.data(summary(one, one.loaded()));
        }
    }

    private static void tell(Console console, Hazard hazard) {
        console.data(Line.of("warning " + hazard.code() + ":", Line.Look.WARN).add(" " + Console.line(hazard.what())));
        console.data("  --> " + Console.line(hazard.position().toString()));
        console.data("  safer: " + Console.line(hazard.safeWay()));
    }

    private static Line summary(Checked one, Loaded loaded) {
        long open = one.hazards().stream().filter(Hazard::open).count();
        long taken = one.hazards().size() - open;
        return Line.of("ok", Line.Look.GOOD)
                .add("  " + loaded.runbook().name() + "  "
                        + loaded.runbook().steps().count() + " steps"
                        + (open == 0 ? "" : ", " + open + (open == 1 ? " warning" : " warnings"))
                        + (taken == 0 ? "" : ", " + taken + " accepted"));
    }
}
