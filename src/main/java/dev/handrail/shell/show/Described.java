package dev.handrail.shell.show;

import dev.handrail.runbook.Envelope;
import dev.handrail.text.Durations;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was declared, for people: a line for each option that was given, without a name of ours. */
final class Described {
    /** What the heading says already, and what only our own bookkeeping needs. */
    private static final Set<String> LEFT_OUT =
            Set.of("accepts", "cache", "database", "digest", "own", "position", "service", "step");

    private static final String INDENT = "  ";
    private static final String NAME = "name: ";

    private Described() {}

    /** One line or more for each part that says anything. */
    static List<String> of(Record parts) {
        return Arrays.stream(parts.getClass().getRecordComponents())
                .filter(component -> !LEFT_OUT.contains(component.getName()))
                .flatMap(component -> under(words(component.getName()), told(value(parts, component))).stream())
                .toList();
    }

    /** A name and what stands behind it: beside it where that is one line, else below it. */
    private static List<String> under(String name, List<String> told) {
        if (told.size() < 2) {
            return told.stream()
                    .map(line -> line.isEmpty() ? name : name + ": " + line)
                    .toList();
        }
        List<String> lines = new ArrayList<>(List.of(name + ":"));
        told.forEach(line -> lines.add(INDENT + line));
        return lines;
    }

    /** The lines of a value; none where it says nothing, an empty one where its name says it all. */
    private static List<String> told(@Nullable Object value) {
        if (value == null || value.equals(Boolean.FALSE) || value.equals(Duration.ZERO)) {
            return List.of();
        }
        if (value.equals(Boolean.TRUE)) {
            return List.of("");
        }
        if (value instanceof Optional<?> perhaps) {
            return told(perhaps.orElse(null));
        }
        if (value instanceof Collection<?> all) {
            return all(all);
        }
        if (value instanceof Map<?, ?> named) {
            return all(named.entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue())
                    .sorted()
                    .toList());
        }
        return one(value);
    }

    private static List<String> one(Object value) {
        if (value instanceof Duration time) {
            return List.of(Durations.show(time));
        }
        if (value instanceof Envelope limits) {
            return List.of(limits(limits));
        }
        if (value instanceof Enum<?> choice) {
            return List.of(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (value instanceof SqlText sql) {
            return sql(sql).lines().toList();
        }
        if (value instanceof Statement statement) {
            return statement.shown().lines().toList();
        }
        String text = value.toString();
        if (text.startsWith(value.getClass().getName() + "@")) {
            return List.of(words(value.getClass().getSimpleName()));
        }
        boolean generated =
                value instanceof Record && text.startsWith(value.getClass().getSimpleName() + "[");
        return generated ? named((Record) value) : text.lines().toList();
    }

    /** What has a name is told by it, with the rest below; a file's statements need no name of their own. */
    private static List<String> named(Record parts) {
        List<String> lines = new ArrayList<>(of(parts));
        Optional<String> name =
                lines.stream().filter(line -> line.startsWith(NAME)).findFirst();
        name.ifPresent(found -> {
            lines.remove(found);
            if (!lines.remove("sql:")) {
                lines.replaceAll(line -> INDENT + line.replaceFirst("^sql: ", ""));
            }
            lines.add(0, found.substring(NAME.length()));
        });
        return lines;
    }

    private static List<String> all(Collection<?> values) {
        List<List<String>> each = values.stream().map(Described::told).toList();
        boolean brief = each.stream().allMatch(lines -> lines.size() < 2);
        return brief
                ? Optional.of(each.stream().flatMap(List::stream).collect(Collectors.joining(", ")))
                        .filter(line -> !line.isEmpty())
                        .stream()
                        .toList()
                : each.stream().flatMap(List::stream).toList();
    }

    private static String limits(Envelope limits) {
        String bound = limits.statementTimeout() == null
                ? ""
                : ", " + Durations.show(limits.statementTimeout()) + " for a statement";
        return Durations.show(limits.lockTimeout()) + " for a lock, tried for " + Durations.show(limits.lockWait())
                + bound;
    }

    private static String sql(SqlText text) {
        StringBuilder all = new StringBuilder();
        for (SqlText.Piece piece : text.pieces()) {
            if (piece instanceof SqlText.Known known) {
                all.append(known.statements().stream()
                        .map(statement -> statement.shown() + ";")
                        .collect(Collectors.joining("\n")));
            } else if (piece instanceof SqlText.Raw raw) {
                all.append(raw.text());
            } else if (piece instanceof SqlText.Bound bound) {
                all.append(bound.value());
            } else if (piece instanceof SqlText.Identifier identifier) {
                all.append(identifier.name());
            } else if (piece instanceof SqlText.Quoted quoted) {
                all.append('\'').append(quoted.value()).append('\'');
            }
        }
        return all.toString();
    }

    private static @Nullable Object value(Record parts, RecordComponent component) {
        Method accessor = component.getAccessor();
        try {
            return accessor.trySetAccessible() ? accessor.invoke(parts) : null;
        } catch (IllegalAccessException | InvocationTargetException closed) {
            return null;
        }
    }

    private static String words(String name) {
        return name.equals("envelope")
                ? "limits"
                : name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
