package dev.handrail.dsl.meaning;

import dev.handrail.dsl.source.Beside;
import dev.handrail.dsl.source.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that a runbook names: found beside it, read once, each with its digest. */
final class Files {
    private static final long LARGEST = 64L << 20;

    private final Path folder;
    private final String shownFolder;
    private final Beside beside;
    private final Map<String, String> digests = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    /** @param script the script's path as the caller gave it */
    Files(Path script) {
        Path parent = script.toAbsolutePath().normalize().getParent();
        this.beside = new Beside(script);
        this.folder = parent == null ? Path.of("/") : parent;
        this.shownFolder = script.getParent() == null ? "" : script.getParent() + "/";
    }

    /** What a file holds, or why it can't be read. */
    record Content(String name, String shown, String digest, String text, String trouble) {
        boolean ok() {
            return trouble.isEmpty();
        }
    }

    Content read(String written) {
        Path file = folder.resolve(written).normalize();
        String shown = shownFolder + written;
        try {
            if (!java.nio.file.Files.isRegularFile(file)) {
                return trouble(written, "there is no file '" + written + "' in " + folder);
            }
            if (java.nio.file.Files.size(file) > LARGEST) {
                return trouble(written, "'" + written + "' is larger than 64 MB");
            }
            byte[] bytes = java.nio.file.Files.readAllBytes(file);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
            String digest = Digests.hex(bytes);
            digests.put(relative(file), digest);
            texts.put(shown, plain);
            return new Content(String.valueOf(file.getFileName()), shown, digest, plain, "");
        } catch (CharacterCodingException e) {
            return trouble(written, "'" + written + "' is not UTF-8");
        } catch (IOException e) {
            return trouble(written, "'" + written + "' can't be read: " + e.getMessage());
        }
    }

    /** The file that a path in the runbook means. */
    Path path(String written) {
        return folder.resolve(written).normalize();
    }

    /** SQL files, with what they include. */
    SqlFiles sql() {
        return new SqlFiles(folder, shownFolder, digests);
    }

    private static Content trouble(String name, String why) {
        return new Content(name, name, "", "", why);
    }

    private String relative(Path file) {
        return folder.relativize(file).toString();
    }

    /** The files that match, as written relative to the script's folder, in the natural order of their names. */
    List<String> matching(String pattern) {
        return beside.matching(pattern);
    }

    Path folder(String written) {
        return folder.resolve(written).normalize();
    }

    String line(String shown, int number) {
        if (number < 1) {
            return "";
        }
        if (texts.containsKey(shown)) {
            return texts.get(shown).lines().skip(number - 1).findFirst().orElse("");
        }
        try (Stream<String> lines = java.nio.file.Files.lines(path(below(shown)), StandardCharsets.ISO_8859_1)) {
            String line = lines.skip(number - 1).findFirst().orElse("");
            return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private String below(String shown) {
        return shown.startsWith(shownFolder) ? shown.substring(shownFolder.length()) : shown;
    }

    Map<String, String> digests() {
        return digests;
    }
}
