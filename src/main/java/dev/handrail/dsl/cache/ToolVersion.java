package dev.handrail.dsl.cache;

import dev.handrail.dsl.source.Digests;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What, besides the script, decides what it compiles to: our own language, Groovy and Java. */
final class ToolVersion {
    private static final String LANGUAGE = "dev/handrail/dsl/";

    private ToolVersion() {}

    /** A text that changes with any of them; empty where that can't be found out, and nothing can be cached. */
    static Optional<String> of(Class<?> ours) {
        URL groovy = ours.getClassLoader().getResource("groovy/lang/Closure.class");
        CodeSource source = ours.getProtectionDomain().getCodeSource();
        if (groovy == null || source == null) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            List<String> language = Files.isDirectory(place) ? fromFolder(place) : fromJar(place);
            return Optional.of(Digests.hex(String.join("\n", language)) + "\n" + groovy + "\n"
                    + System.getProperty("java.vm.version") + "\n" + System.getProperty("java.specification.version"));
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A jar knows a checksum of each class: no need to read them. */
    private static List<String> fromJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream()
                    .filter(e -> e.getName().startsWith(LANGUAGE))
                    .map(e -> e.getName() + " " + e.getCrc() + " " + e.getSize())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> fromFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(LANGUAGE))) {
            return files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f) + " " + digest(f))
                    .sorted()
                    .toList();
        }
    }

    private static String digest(Path file) {
        try {
            return Digests.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
