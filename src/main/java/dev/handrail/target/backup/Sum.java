package dev.handrail.target.backup;

import dev.handrail.target.host.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 by a program of the system, fed through a pipe. A JVM that is made to start fast does without the compiler that
 * knows the processor's instructions for it: OpenSSL hashes ten times as much with the same work.
 */
final class Sum {
    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final List<List<String>> KNOWN =
            List.of(List.of("openssl", "dgst", "-sha256", "-r"), List.of("sha256sum"));

    private static @Nullable Optional<List<String>> chosen;

    private final Process process;
    private final OutputStream in;

    private Sum(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
    }

    /** Empty where no such program is there that works. */
    static Optional<Sum> begin() {
        return chosen().flatMap(argv -> begun(argv, ProcessBuilder.Redirect.PIPE));
    }

    /** Of a whole file, which it reads itself; likewise empty. */
    static Optional<Sum> of(Path file) {
        return chosen().flatMap(argv -> begun(argv, ProcessBuilder.Redirect.from(file.toFile())));
    }

    /** The program with its arguments that hashes what it reads, where one is there that works. */
    static synchronized Optional<List<String>> chosen() {
        Optional<List<String>> known = chosen;
        if (known == null) {
            SearchPath path = SearchPath.ofEnvironment();
            known = KNOWN.stream()
                    .flatMap(
                            argv -> path.find(argv.get(0), Path.of("")).stream().map(found -> argv(found, argv)))
                    .filter(Sum::works)
                    .findFirst();
            chosen = known;
        }
        return known;
    }

    private static List<String> argv(Path program, List<String> argv) {
        return Stream.concat(
                        Stream.of(program.toAbsolutePath().toString()),
                        argv.stream().skip(1))
                .toList();
    }

    private static boolean works(List<String> argv) {
        try {
            Optional<Sum> sum = begun(argv, ProcessBuilder.Redirect.PIPE);
            return sum.isPresent() && sum.get().end().equals(OF_NOTHING);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Sum> begun(List<String> argv, ProcessBuilder.Redirect input) {
        try {
            return Optional.of(new Sum(new ProcessBuilder(argv)
                    .redirectInput(input)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void update(byte[] piece, int length) throws IOException {
        in.write(piece, 0, length);
    }

    /** The digest in hexadecimal digits. */
    String end() throws IOException {
        in.close();
        return told(process.getInputStream());
    }

    /** The digest that such a program writes. */
    static String told(InputStream from) throws IOException {
        String said = new String(from.readAllBytes(), StandardCharsets.US_ASCII);
        if (!said.matches("(?s)[0-9a-f]{64}\\s.*")) {
            throw new IOException("the program that hashes ended early");
        }
        return said.substring(0, OF_NOTHING.length());
    }

    /** Nobody wants the digest any more. */
    void drop() {
        process.destroy();
    }
}
