package dev.handrail.migrate.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Django's migrations in the order of {@code showmigrations --plan}, each with those it depends on. */
final class Listing {
    private static final Pattern LINE =
            Pattern.compile("\\[([X ])]\\s+([^\\s.]+)\\.(\\S+)(?:\\s+\\.\\.\\.\\s+\\((.*)\\))?");

    private static final Pattern SQUASHED = Pattern.compile("\\[[X \\-]] (\\S+) \\(\\d+ squashed migrations\\).*");

    private final Map<String, Set<String>> before = new LinkedHashMap<>();
    private final Set<String> applied = new LinkedHashSet<>();

    static Listing parse(String listing) {
        Listing all = new Listing();
        for (String line : listing.split("\n")) {
            Matcher said = LINE.matcher(line.strip());
            if (said.matches()) {
                String id = said.group(2) + "." + said.group(3);
                String depends = said.group(4) == null ? "" : said.group(4);
                all.before.put(id, new LinkedHashSet<>(Arrays.asList(depends.split(", "))));
                if (said.group(1).equals("X")) {
                    all.applied.add(id);
                }
            }
        }
        return all;
    }

    /** Those that stand for several others, in the answer of {@code showmigrations --list}. */
    static Set<String> squashed(String list) {
        Set<String> squashed = new LinkedHashSet<>();
        String app = "";
        for (String line : list.split("\n")) {
            Matcher said = SQUASHED.matcher(line.strip());
            if (!line.startsWith(" ")) {
                app = line.strip();
            } else if (said.matches()) {
                squashed.add(app + "." + said.group(1));
            }
        }
        return squashed;
    }

    static String app(String id) {
        return id.substring(0, id.indexOf('.'));
    }

    static String name(String id) {
        return id.substring(id.indexOf('.') + 1);
    }

    List<String> ids() {
        return List.copyOf(before.keySet());
    }

    Set<String> applied() {
        return applied;
    }

    List<String> of(String app) {
        return ids().stream().filter(id -> app(id).equals(app)).toList();
    }

    /** These and all that they depend on, in order. */
    List<String> upTo(Collection<String> ids) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        List<String> order = new ArrayList<>(ids());
        Collections.reverse(order);
        for (String id : order) {
            if (wanted.contains(id)) {
                wanted.addAll(before.getOrDefault(id, Set.of()));
            }
        }
        return ids().stream().filter(wanted::contains).toList();
    }

    /** What {@code migrate APP NAME} takes back: what of the app follows it, and all that depends on that. */
    Set<String> after(String app, String target) {
        Set<String> gone = new LinkedHashSet<>();
        for (String id : ids()) {
            Set<String> on = before.getOrDefault(id, Set.of());
            boolean follows = app(id).equals(app) && (target.isEmpty() || on.contains(target));
            if (follows || on.stream().anyMatch(gone::contains)) {
                gone.add(id);
            }
        }
        return gone;
    }
}
