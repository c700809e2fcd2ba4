package dev.handrail.sandbox;

import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the sandbox has given out and keeps: ports, names of databases, numbers of Redis databases. */
final class Ledger {
    private final Path file;

    Ledger(Path file) {
        this.file = file;
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(all().get(key));
    }

    /** True where it has something whose key begins like this. */
    boolean knows(String beginning) {
        return all().keySet().stream().anyMatch(key -> key.startsWith(beginning));
    }

    int port(String key) {
        return find(key).map(Integer::parseInt).orElse(0);
    }

    /** To be called under the sandbox's lock only. */
    void put(String key, String value) throws IOException {
        Map<String, String> all = all();
        if (!value.equals(all.put(key, value))) {
            PrivateFiles.write(file, written(all));
        }
    }

    /** To be called under the sandbox's lock only. */
    void remove(String key) throws IOException {
        Map<String, String> all = all();
        if (all.remove(key) != null) {
            PrivateFiles.write(file, written(all));
        }
    }

    /** Everything, by key. */
    Map<String, String> all() {
        Properties read = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            read.load(text);
        } catch (java.nio.file.NoSuchFileException e) {
            return new TreeMap<>();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> all = new TreeMap<>();
        read.forEach((key, value) -> all.put(key.toString(), value.toString()));
        return all;
    }

    private static String written(Map<String, String> all) {
        return all.entrySet().stream()
                .map(entry -> escaped(entry.getKey()) + "=" + escaped(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\=:# !])", "\\\\$1").replace("\n", "\\n");
    }
}
