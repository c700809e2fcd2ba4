package dev.handrail.shell.check;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Hazard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GitHub's workflow commands: {@code ::warning file=…,line=…,col=…,title=HZ015::what}. */
final class Annotations {
    private Annotations() {}

    static List<String> of(List<Checked> all, Path folder) {
        List<String> lines = new ArrayList<>();
        for (Checked one : all) {
            if (one.mistakes() != null) {
                one.mistakes()
                        .all()
                        .forEach(m -> lines.add(line(
                                "error",
                                m.code(),
                                m.what() + (m.near() == null ? "" : "\ndid you mean: " + m.near()) + "\nfix: "
                                        + m.fix(),
                                m.position(),
                                folder)));
            }
            one.remarks()
                    .forEach(r -> lines.add(
                            line("notice", Code.REFUSED_SQL.id(), "not judged: " + r.why(), r.position(), folder)));
            for (Hazard h : one.hazards()) {
                String taken = h.accepted() == null ? "\nsafer: " + h.safeWay() : "\naccepted: " + h.accepted();
                lines.add(line(h.open() ? "warning" : "notice", h.code(), h.what() + taken, h.position(), folder));
            }
        }
        return lines;
    }

    private static String line(String level, String code, String text, Position position, Path folder) {
        Place place = Place.of(position, folder);
        StringBuilder line = new StringBuilder("::" + level + " file=" + property(place.path()));
        if (place.line() > 0) {
            line.append(",line=").append(place.line());
        }
        if (place.column() > 0) {
            line.append(",col=").append(place.column());
        }
        return line.append(",title=")
                .append(code)
                .append("::")
                .append(data(text))
                .toString();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
