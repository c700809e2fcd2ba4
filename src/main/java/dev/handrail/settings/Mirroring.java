package dev.handrail.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where journals are copied to while they are written: {@code journal: { mirror: FOLDER, onFailure: warn }}.
 *
 * @param folder absolute; it must be there
 * @param stops whether no effect is sent while it can't be written; else that is told, and the run goes on
 */
public record Mirroring(Path folder, boolean stops, String origin) {
    static Mirroring read(Yaml value) {
        Map<String, Yaml> parts = value.entries(List.of("mirror", "onFailure"));
        Yaml mirror = parts.get("mirror");
        if (mirror == null) {
            throw value.wrong("'mirror' is missing here", "add mirror: FOLDER, on another disk than home");
        }
        Yaml failure = parts.get("onFailure");
        String origin = value.position().file() + ":" + value.position().line();
        return new Mirroring(folder(mirror), failure != null && stops(failure), origin);
    }

    private static boolean stops(Yaml value) {
        return switch (value.text()) {
            case "stop" -> true;
            case "warn" -> false;
            default ->
                throw value.wrong(
                        "warn or stop is expected here",
                        "write warn (told, and the run goes on) or stop (nothing is done without the mirror)");
        };
    }

    private static Path folder(Yaml value) {
        String written = value.text();
        try {
            Path folder = Path.of(written);
            if (!written.isBlank() && folder.isAbsolute()) {
                return folder.normalize();
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw value.wrong("an absolute path is expected here", "write the whole path of a folder, e.g. /mnt/journals");
    }
}
