package dev.handrail.shell.check;

import dev.handrail.problem.Position;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A position as code hosts want it: a path from the folder in which the check was started. */
record Place(String path, int line, int column) {
    static Place of(Position position, Path folder) {
        Path file = folder.resolve(position.file()).toAbsolutePath().normalize();
        Path home = folder.toAbsolutePath().normalize();
        Path shown = file.startsWith(home) ? home.relativize(file) : file;
        return new Place(shown.toString().replace('\\', '/'), position.line(), position.column());
    }

    /** The path as a URI reference. */
    String uri() {
        String encoded = Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return path.startsWith("/") ? "file://" + encoded : encoded;
    }
}
