package dev.handrail.settings;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.text.Durations;
import dev.handrail.text.NearWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file, asked for by the type it should have. Every mistake is a {@link Problem}, exit 2, with file,
 * line and column; the value itself is never repeated in one, for it may be a secret.
 */
public final class Yaml {
    private final String file;
    private final Node node;

    Yaml(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    public Position position() {
        return position(node);
    }

    public boolean isText() {
        return node instanceof ScalarNode && node.getTag() != Tag.NULL;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** A text, number or other single value, as it is written. */
    public String text() {
        if (node instanceof ScalarNode scalar && isText()) {
            return scalar.getValue();
        }
        throw wrong("a text is expected here", "write one value, in quotes where it has blanks or a colon");
    }

    public boolean flag() {
        return switch (text().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw wrong("true or false is expected here", "write true or false");
        };
    }

    /** A whole number from {@code least} to {@code most}. */
    public int whole(int least, int most) {
        String written = text();
        int number = written.matches("-?\\d{1,9}") ? Integer.parseInt(written) : Integer.MIN_VALUE;
        if (number < least || number > most) {
            String range = least + " to " + most;
            throw wrong("a whole number from " + range + " is expected here", "write a number from " + range);
        }
        return number;
    }

    public Duration duration() {
        return Durations.parse(text())
                .orElseThrow(() -> wrong("a duration is expected here", "write e.g. 50ms, 2s or 5m"));
    }

    public List<Yaml> items() {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> new Yaml(file, item)).toList();
        }
        throw wrong("a list is expected here", "start each entry with a dash: - …");
    }

    /** The entries of a map whose keys are free, in the order of the file. */
    public Map<String, Yaml> entries() {
        if (!(node instanceof MappingNode map)) {
            throw wrong("names with values are expected here", "write them as name: value, one on each line");
        }
        Map<String, Yaml> entries = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            String key = new Yaml(file, entry.getKeyNode()).text();
            if (entries.put(key, new Yaml(file, entry.getValueNode())) != null) {
                throw wrong(position(entry.getKeyNode()), "'" + key + "' is given twice", "", "keep one of them");
            }
        }
        return entries;
    }

    /** The entries of a map, all of whose keys must be among {@code allowed}. */
    public Map<String, Yaml> entries(Collection<String> allowed) {
        Map<String, Yaml> entries = entries();
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            String key = new Yaml(file, entry.getKeyNode()).text();
            if (!allowed.contains(key)) {
                Position at = position(entry.getKeyNode());
                throw wrong(at, "'" + key + "' means nothing here", "", NearWord.proposal(key, allowed));
            }
        }
        return entries;
    }

    /** Maps, lists, texts, numbers, true and false as Java has them; what JSON could say as well. */
    public @org.jspecify.annotations.Nullable Object plain() {
        return plain(64);
    }

    private @org.jspecify.annotations.Nullable Object plain(int depth) {
        if (depth == 0) {
            throw wrong("this is nested too deeply", "keep to 64 levels, and no alias inside its own anchor");
        }
        if (node instanceof SequenceNode) {
            List<Object> items = new ArrayList<>();
            items().forEach(item -> items.add(item.plain(depth - 1)));
            return items;
        }
        if (node instanceof MappingNode) {
            Map<String, Object> entries = new LinkedHashMap<>();
            entries().forEach((key, value) -> entries.put(key, value.plain(depth - 1)));
            return entries;
        }
        return YamlScalar.value((ScalarNode) node);
    }

    /** A mistake at this value. */
    public Problem wrong(String what, String remedy) {
        return wrong(position(), what, "", remedy);
    }

    static Problem wrong(Position at, String what, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, at.toString(), why, remedy);
    }

    private Position position(Node at) {
        Mark start = at.getStartMark();
        return new Position(file, start.getLine() + 1, start.getColumn() + 1);
    }
}
