package dev.handrail.shell.session;

import dev.handrail.dsl.Loaded;
import dev.handrail.dsl.Loader;
import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.NearWord;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runbooks by file or by name: those of the folder one is in, else those that handrail came with. */
public record Books(Path folder, Loader loader) {
    /** What a specification of a runbook is called, beside it. */
    public static final String SPECIFICATION = ".spec.groovy";

    private static final String SUFFIX = ".groovy";

    /** @throws dev.handrail.dsl.mistake.Mistakes with all that is wrong in it */
    public Loaded load(String runbook, Map<String, String> inputs, Mode mode) {
        return loader.load(find(runbook), inputs, mode);
    }

    /**
     * The file that is meant.
     *
     * @throws Problem exit 2 where there is none, and of a specification
     */
    public Path find(String written) {
        boolean file = written.contains("/") || written.endsWith(SUFFIX);
        Path path = folder.resolve(written);
        if (Files.isDirectory(path) && file) {
            return inside(path);
        }
        if (written.endsWith(SPECIFICATION) && Files.isRegularFile(path)) {
            throw tests(written);
        }
        if (file || Files.isRegularFile(path)) {
            return path;
        }
        Map<String, Path> known = named();
        return Optional.ofNullable(known.get(written)).orElseThrow(() -> unknown(written, known));
    }

    /** A folder means the runbook of its own name in it; where there is none, its reader tells that it is a folder. */
    private static Path inside(Path folder) {
        Path inner = folder.resolve(folder.toAbsolutePath().normalize().getFileName() + SUFFIX);
        return Files.isRegularFile(inner) ? inner : folder;
    }

    private static Problem tests(String written) {
        return new Problem(
                ExitCode.WRONG,
                "a specification is no runbook",
                written,
                "it tests the runbook beside it",
                "handrail test " + written);
    }

    private Problem unknown(String written, Map<String, Path> known) {
        return new Problem(
                ExitCode.WRONG,
                "there is no runbook '" + written + "'",
                "",
                "a runbook is a file, or a name: runbooks/" + written + SUFFIX + " or runbooks/" + written + "/"
                        + written + SUFFIX,
                NearWord.proposal(written, known.keySet()));
    }

    /** The runbooks that have a name here, in the order of their names. */
    public Map<String, Path> named() {
        Map<String, Path> named = new TreeMap<>();
        for (Path place : places()) {
            in(place.resolve("runbooks")).forEach(named::putIfAbsent);
        }
        return named;
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        places.add(folder);
        checkout().filter(c -> !c.equals(folder)).ifPresent(places::add);
        return places;
    }

    /** The checkout or installation that the program's own jar lies in. */
    private static Optional<Path> checkout() {
        try {
            Path place = Path.of(Books.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (int i = 0; i < 4 && place != null; i++, place = place.getParent()) {
                if (Files.isDirectory(place.resolve("runbooks"))) {
                    return Optional.of(place);
                }
            }
            return Optional.empty();
        } catch (URISyntaxException | java.nio.file.FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The runbooks of one folder by name: {@code NAME.groovy} and {@code NAME/NAME.groovy}. */
    public static Map<String, Path> in(Path runbooks) {
        Map<String, Path> found = new LinkedHashMap<>();
        if (!Files.isDirectory(runbooks)) {
            return found;
        }
        try (Stream<Path> entries = Files.list(runbooks)) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                Path inner = entry.resolve(name + SUFFIX);
                if (name.endsWith(SUFFIX) && !name.endsWith(SPECIFICATION) && Files.isRegularFile(entry)) {
                    found.put(name.substring(0, name.length() - SUFFIX.length()), entry);
                } else if (Files.isRegularFile(inner)) {
                    found.put(name, inner);
                }
            }
            return found;
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the folder can't be listed",
                    runbooks.toString(),
                    String.valueOf(e.getMessage()),
                    "mend its permissions, or name the runbook's file");
        }
    }
}
