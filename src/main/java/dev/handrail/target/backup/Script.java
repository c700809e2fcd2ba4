package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Clients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A plain dump, read whole before psql gets it: psql does whatever a script says, in another database too. */
record Script(Path file) {
    private static final Pattern ROWS = Pattern.compile("COPY .* FROM stdin;");
    private static final String SETTING = "SET transaction_timeout = 0;";
    /** What newer programs write themselves, so that nothing else counts between. */
    private static final Pattern FENCE = Pattern.compile("\\\\(un)?restrict \\S+");

    /**
     * @return the line with a setting that servers before 17 do not know, and newer programs write; 0: none
     * @throws Problem exit 1 where it holds a command of psql's own, e.g. {@code \connect} or {@code \!}
     */
    long mustBePlain() {
        long setting = 0;
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
                    setting = line.equals(SETTING) ? number : setting;
                    rows = ROWS.matcher(line).matches();
                }
            }
            return setting;
        } catch (IOException e) {
            throw Folders.failed("can't be read", file, e);
        }
    }

    /**
     * @param setting its line, as {@link #mustBePlain()} found it
     * @param server the server's version
     * @throws Problem exit 1 where psql would stop there
     */
    void mustFit(long setting, int server) {
        if (setting > 0 && !Clients.knowsSettings(server)) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the dump sets what PostgreSQL " + server + " does not know",
                    file + ":" + setting,
                    SETTING + " - a newer pg_dump wrote it; nothing else is wrong with it so far",
                    "take that line out: sed " + setting + "d DUMP > MENDED, and restore from that\nor dump again with"
                            + " --format=custom, where such a line is passed over");
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
