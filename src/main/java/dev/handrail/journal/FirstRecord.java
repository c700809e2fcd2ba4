package dev.handrail.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of a journal, looked at without reading all of it. */
final class FirstRecord {
    private static final int HEAD = 256;
    private static final Pattern MOMENT = Pattern.compile("\\{\"v\":\\d+,\"seq\":\\d+,\"at\":\"([^\"]*)\"");

    private FirstRecord() {}

    /** When the run began; long ago where that can't be told. Whether it is to be believed is known when all is read. */
    static Instant at(Path journal) {
        try (InputStream in = Files.newInputStream(journal)) {
            Matcher moment = MOMENT.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
            return moment.lookingAt() ? Moments.read(moment.group(1)) : Instant.MIN;
        } catch (IOException | DateTimeException unreadable) {
            return Instant.MIN;
        }
    }
}
