package dev.handrail.shell.session;

import dev.handrail.report.Markdown;
import dev.handrail.report.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The page that GitHub shows with a job: where it names a file for it, the run's report is added there. */
record JobSummary(Session session) {
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";
    /** GitHub shows nothing of a file above 1 MiB. */
    private static final int MOST = 1_000_000;

    void add(RunReport report) {
        String file = session.seat().environment().getOrDefault(VARIABLE, "");
        if (file.isBlank()) {
            return;
        }
        String text = cut(session.console().redactor().redact(Markdown.brief(report)), report.run());
        try {
            Files.writeString(Path.of(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | RuntimeException e) {
            session.console()
                    .say("warning: the summary can't be added to " + VARIABLE + "=" + file + ": " + e.getMessage());
        }
    }

    /** At the end of a line. */
    static String cut(String text, String run) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST) {
            return text;
        }
        String begin = new String(bytes, 0, MOST, StandardCharsets.UTF_8);
        return begin.substring(0, begin.lastIndexOf('\n') + 1)
                + "\nIt is longer than GitHub shows; whole: `handrail report " + run + "`\n";
    }
}
