package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a YAML file into nodes that know their place; types of Java are never made from it. */
public final class YamlFile {
    private YamlFile() {}

    /** The whole of {@code file}, or empty where it holds nothing but comments. */
    public static Optional<Yaml> read(Path file) {
        String name = shown(file);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), name);
        } catch (CharacterCodingException e) {
            throw Yaml.wrong(Position.of(name), "the file is not UTF-8 text", "", "save it as UTF-8");
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.WRONG, "the file can't be read", name, String.valueOf(e), "see its permissions", e);
        }
    }

    /** The same from text; {@code name} is what positions call it. */
    public static Optional<Yaml> parse(String text, String name) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            Node node = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(plain));
            return Optional.ofNullable(node).map(root -> new Yaml(name, root));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Position at =
                    mark == null ? Position.of(name) : new Position(name, mark.getLine() + 1, mark.getColumn() + 1);
            throw Yaml.wrong(at, "this is not YAML", String.valueOf(e.getProblem()), advice(e.getProblem()));
        } catch (YAMLException e) {
            throw Yaml.wrong(Position.of(name), "this is not YAML", String.valueOf(e.getMessage()), advice(""));
        }
    }

    /** A path as a person would type it from here. */
    static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    private static String advice(String problem) {
        return problem.contains("\\t(TAB)")
                ? "indent with blanks, not with tabs"
                : "see the line above too: indentation, an open bracket, a text with : ? # or * in it that needs quotes";
    }
}
