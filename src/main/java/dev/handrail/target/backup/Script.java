package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A plain dump, read whole before psql gets it: psql does whatever a script says, in another database too. */
record Script(Path file) {
    private static final Pattern ROWS = Pattern.compile("COPY .* FROM stdin;");
    /** What newer programs write themselves, so that nothing else counts between. */
    private static final Pattern FENCE = Pattern.compile("\\\\(un)?restrict \\S+");

    /** @throws Problem exit 1 where it holds a command of psql's own, e.g. {@code \connect} or {@code \!} */
    void mustBePlain() {
        long number = 0;
        boolean rows = false;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (rows) {
                    rows = !line.equals("\\.");
                } else if (line.startsWith("\\") && !FENCE.matcher(line).matches()) {
                    throw refused(number, line);
                } else {
                    rows = ROWS.matcher(line).matches();
                }
            }
        } catch (IOException e) {
            throw Folders.failed("can't be read", file, e);
        }
    }

    private Problem refused(long number, String line) {
        return new Problem(
                ExitCode.FAILED,
                "the dump holds a command of psql's own, which would not stay in the new database",
                file + ":" + number,
                line.length() <= 80 ? line : line.substring(0, 80) + " …",
                "see what it is; a dump made with --create has \\connect: dump again without it");
    }
}
