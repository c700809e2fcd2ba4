package dev.handrail.migrate.tool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Alembic's revisions and what comes before what, as {@code alembic history --verbose} tells it. */
final class Revisions {
    private final Map<String, Revision> byId = new LinkedHashMap<>();
    private final Map<String, Set<String>> before = new LinkedHashMap<>();

    /** @param all the newest first, as alembic lists them */
    Revisions(List<Revision> all) {
        List<Revision> oldestFirst = new ArrayList<>(all);
        Collections.reverse(oldestFirst);
        oldestFirst.forEach(r -> byId.put(r.id(), r));
        oldestFirst.forEach(r -> before.put(
                r.id(),
                r.before(r.needs().stream().flatMap(n -> named(n).stream()).toList())));
    }

    /** Parses the answer; what a revision's author wrote is indented, so that nothing in it passes for alembic's own. */
    static Revisions parse(String history) {
        List<Revision> all = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : history.split("\n")) {
            int colon = line.indexOf(": ");
            if (line.startsWith("Rev: ") && !fields.isEmpty()) {
                all.add(revision(fields));
                fields.clear();
            }
            if (!line.startsWith(" ") && colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 2).strip());
            } else if (line.startsWith("    ") && !line.isBlank()) {
                fields.putIfAbsent("", line.strip());
            }
        }
        if (!fields.isEmpty()) {
            all.add(revision(fields));
        }
        return new Revisions(all);
    }

    private static Revision revision(Map<String, String> fields) {
        String rev = fields.getOrDefault("Rev", "");
        List<String> parents = list(fields.getOrDefault("Parent", fields.getOrDefault("Merges", "")));
        return new Revision(
                rev.split(" ")[0],
                rev.contains("(head)"),
                parents.equals(List.of("<base>")) ? List.of() : parents,
                list(fields.getOrDefault("Also depends on", "")),
                list(fields.getOrDefault("Branch names", "")),
                fields.getOrDefault("", ""));
    }

    private static List<String> list(String written) {
        return Stream.of(written.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** The one revision that is meant by an id, the beginning of one, or a branch's label. */
    Optional<String> named(String written) {
        if (byId.containsKey(written)) {
            return Optional.of(written);
        }
        List<String> meant = byId.values().stream()
                .filter(r -> r.labels().contains(written) || (written.length() > 3 && r.id().startsWith(written)))
                .map(Revision::id)
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    Revision get(String id) {
        return java.util.Objects.requireNonNull(byId.get(id));
    }

    /** Those that nothing follows. */
    List<String> heads() {
        return byId.values().stream().filter(Revision::head).map(Revision::id).toList();
    }

    Set<String> before(String id) {
        return before.getOrDefault(id, Set.of());
    }

    /** These and all that must be there before them. */
    Set<String> upTo(Collection<String> ids) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(ids);
        while (!open.isEmpty()) {
            String id = open.pop();
            if (byId.containsKey(id) && all.add(id)) {
                open.addAll(before(id));
            }
        }
        return all;
    }

    /** In the order in which they are applied: each after all that must be there before it. */
    List<String> ordered(Set<String> ids) {
        Set<String> placed = new LinkedHashSet<>();
        Set<String> left =
                new LinkedHashSet<>(ids().stream().filter(ids::contains).toList());
        while (!left.isEmpty()) {
            List<String> ready = left.stream()
                    .filter(id -> before(id).stream().noneMatch(left::contains))
                    .toList();
            if (ready.isEmpty()) {
                placed.addAll(left);
                return List.copyOf(placed);
            }
            placed.addAll(ready);
            ready.forEach(left::remove);
        }
        return List.copyOf(placed);
    }

    /** What the history shows where exactly these are applied: those of them that nothing applied follows. */
    List<String> shownFor(Set<String> applied) {
        return applied.stream()
                .filter(id -> applied.stream().noneMatch(other -> before(other).contains(id)))
                .toList();
    }
}
