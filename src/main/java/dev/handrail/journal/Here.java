package dev.handrail.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** This machine and its user, as journals and locks know them. */
public final class Here {
    private static final Path SELF = Path.of("/proc/self");

    private Here() {}

    /** This machine's name; never asked of a name server. */
    public static Optional<String> host() {
        return firstLine(Path.of("/proc/sys/kernel/hostname")).or(() -> firstLine(Path.of("/etc/hostname")));
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.readAllLines(file).stream().findFirst().filter(line -> !line.isBlank());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether {@code file} itself, not what a link leads to, belongs to the user of this process. */
    static boolean owns(Path file) throws IOException {
        return !Files.exists(SELF)
                || Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(SELF, "unix:uid"));
    }
}
