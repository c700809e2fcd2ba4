package dev.handrail.dsl.source;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.text.NearWord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A script, read.
 *
 * @param text without a byte order mark, lines ended by {@code \n}
 * @param digest SHA-256 of the bytes as they are in the file
 */
public record Source(Path file, String text, List<String> lines, String digest) {
    private static final long LARGEST = 5L << 20;

    /** Each is a handful of classes; many more fill the compiler's memory, after minutes. */
    private static final int MOST_STEPS = 2_000;

    private static final Pattern STEP = Pattern.compile("\\bstep\\s*\\(");

    /** @throws Mistakes where it is not there, or is no text that can be a runbook */
    public static Source read(Path file) {
        byte[] bytes = bytes(file);
        String text = text(file, bytes);
        List<String> lines = text.lines().toList();
        if (text.isBlank()) {
            throw refused(file, Code.EMPTY, "the runbook is empty", "write runbook('id', 'Title') { … } into it");
        }
        long steps = steps(text);
        if (steps > MOST_STEPS) {
            throw refused(
                    file,
                    Code.TOO_LARGE,
                    "the file writes " + steps + " steps, and no more than " + MOST_STEPS + " can be read",
                    "write steps that are alike in a loop or as a family, or make several runbooks of it");
        }
        Invisible.refuse(file, lines);
        return new Source(file, text, lines, Digests.hex(bytes));
    }

    /** How many are written, at most: exactly where they are too many. */
    private static long steps(String text) {
        long most = 0;
        for (int at = text.indexOf("step"); at >= 0; at = text.indexOf("step", at + 1)) {
            most++;
        }
        return most > MOST_STEPS ? STEP.matcher(text).results().count() : most;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw refused(file, Code.UNREADABLE, "this is a folder, not a runbook", "name a .groovy file in it");
            }
            if (!Files.exists(file)) {
                throw missing(file);
            }
            if (!Files.isRegularFile(file)) {
                throw refused(
                        file,
                        Code.UNREADABLE,
                        "this is a pipe or a device, not a file",
                        "save what it would say as a .groovy file and name that");
            }
            if (Files.size(file) > LARGEST) {
                throw refused(
                        file,
                        Code.TOO_LARGE,
                        "the file is larger than 5 MB, a runbook never is",
                        "keep data in files of its own and name them with file('…')");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(
                    file, Code.UNREADABLE, "the file can't be read: " + e.getMessage(), "check who may read it: ls -l");
        }
    }

    private static Mistakes missing(Path file) {
        Reporter reporter = new Reporter(file.toString(), List.of());
        reporter.add(
                Code.UNREADABLE,
                "there is no such file",
                Span.FILE,
                "check the path and the name",
                List.of(),
                sibling(file));
        return new Mistakes(reporter.found());
    }

    private static @org.jspecify.annotations.Nullable String sibling(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".groovy"))
                    .limit(1000)
                    .toList();
            return NearWord.of(String.valueOf(file.getFileName()), names).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(Path file, byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                throw refused(
                        file, Code.BINARY, "the file is binary, not text", "a runbook is a text file: name that one");
            }
        }
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        text.flip();
        if (result.isError()) {
            throw notUtf8(file, text.toString(), bytes[in.position()] & 0xff);
        }
        String decoded = text.toString();
        String plain = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
        return plain.replace("\r\n", "\n");
    }

    private static Mistakes notUtf8(Path file, String before, int bad) {
        List<String> lines = (before + "?").lines().toList();
        Reporter reporter = new Reporter(file.toString(), lines);
        int column = lines.get(lines.size() - 1).length();
        reporter.add(
                Code.NOT_UTF8,
                String.format("the file is not UTF-8: byte 0x%02x can't stand here", bad),
                new Span(lines.size(), column, 1),
                "save it as UTF-8 in the editor, or: iconv -f LATIN1 -t UTF-8");
        return new Mistakes(reporter.found());
    }

    private static Mistakes refused(Path file, Code code, String what, String fix) {
        Reporter reporter = new Reporter(file.toString(), List.of());
        reporter.add(code, what, Span.FILE, fix);
        return new Mistakes(reporter.found());
    }
}
