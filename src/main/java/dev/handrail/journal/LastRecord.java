package dev.handrail.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The end of a journal, looked at without reading all of it. Where it can't tell, the whole has to be read. */
final class LastRecord {
    private static final int TAIL = 8192;
    private static final Pattern FINISHED = Pattern.compile(
            "\\{\"v\":\\d+,\"seq\":\\d+,\"at\":\"[^\"]*\",\"run\":\"[^\"]*\",\"type\":\"run\\.finished\".*");

    private LastRecord() {}

    /** True where the last record surely says that the run is finished. */
    static boolean finishes(Path journal) {
        try (SeekableByteChannel file = Files.newByteChannel(journal)) {
            file.position(Math.max(0, file.size() - TAIL));
            ByteBuffer bytes = ByteBuffer.allocate(TAIL);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // on to the end
            }
            String tail = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            String whole = tail.substring(0, tail.lastIndexOf('\n') + 1).stripTrailing();
            return FINISHED.matcher(whole.substring(whole.lastIndexOf('\n') + 1))
                    .matches();
        } catch (IOException unreadable) {
            return false; // whoever reads it tells why it can't be
        }
    }
}
