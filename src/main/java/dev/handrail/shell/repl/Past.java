package dev.handrail.shell.repl;

import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed at the prompt, kept for the next time: closed to others, without answers and without secrets. */
final class Past extends DefaultHistory {
    private static final Pattern UNKEPT = Pattern.compile(
            "--(answer|evidence)\\b|://[^/\\s]*:[^/\\s]*@|password=|^(sql|redis)\\b.*(pass|secret|auth)|^\\s",
            Pattern.CASE_INSENSITIVE);

    /** True where the line is kept. A line that begins with a blank is not, as in other shells. */
    static boolean keeps(String line) {
        return !UNKEPT.matcher(line).find();
    }

    @Override
    public void add(Instant time, String line) {
        if (keeps(line)) {
            super.add(time, line);
        }
    }

    /** Makes the file where it is missing, 0600; false where it can't be kept. */
    static boolean ready(Path file) {
        try {
            if (!Files.exists(file)) {
                OwnFile.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        .close();
            }
            return Files.isWritable(file);
        } catch (IOException e) {
            return false;
        }
    }
}
