package dev.handrail.target.backup;

import dev.handrail.target.host.PgProgram;
import dev.handrail.target.inventory.Choice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an archive's own list says that is in it: no proof of anything, but it tells what pg_dump chose.
 *
 * @param whole everything was to be dumped: then all of the database has to be in it
 * @param rows tables whose rows are in it, by their numbers
 * @param objects others, by catalog and number
 * @param kinds which of {@link #KINDS} are in it at all
 */
record Contents(boolean whole, Set<Long> rows, Set<Long> objects, Set<String> kinds) implements Choice {
    private static final String VALUES = "SEQUENCE SET ";
    private static final String VIEWS = "MATERIALIZED VIEW DATA ";
    private static final String LARGE_OBJECTS = "BLOB";
    /** Of these the list tells no number. */
    private static final List<String> KINDS = List.of(VALUES, VIEWS, LARGE_OBJECTS);

    private static final long RELATIONS = 1259;

    /** {@code 3348; 0 16386 TABLE DATA public users postgres}: catalog and number of what it is about. */
    private static final Pattern ENTRY = Pattern.compile("^\\d+; (\\d+) (\\d+) (.*)");

    private static final int CATALOG = 32;

    static Contents of(Tools tools, PgProgram restoring, Path archive, boolean whole) {
        Set<Long> rows = new HashSet<>();
        Set<Long> objects = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        tools.run(restoring, List.of("--list", archive.toString()), line -> {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                String what = entry.group(3);
                long number = Long.parseLong(entry.group(2));
                if (what.startsWith("TABLE DATA ")) {
                    rows.add(number);
                } else if (!whole) {
                    objects.add(key(Long.parseLong(entry.group(1)), number));
                }
                KINDS.stream().filter(what::startsWith).forEach(kinds::add);
            }
        });
        return new Contents(whole, rows, objects, kinds);
    }

    private static long key(long catalog, long number) {
        return catalog << CATALOG | number;
    }

    List<Tables.Table> tables(Tables tables) {
        return new ArrayList<>(
                tables.all().stream().filter(t -> rows.contains(t.oid())).toList());
    }

    @Override
    public boolean has(long catalog, long oid) {
        return whole || objects.contains(key(catalog, oid));
    }

    @Override
    public boolean hasValue(long sequence) {
        return whole || kinds.contains(VALUES) && has(RELATIONS, sequence);
    }

    @Override
    public boolean hasViews() {
        return whole || kinds.contains(VIEWS);
    }

    @Override
    public boolean hasLargeObjects() {
        return whole || kinds.contains(LARGE_OBJECTS);
    }
}
