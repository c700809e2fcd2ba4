package dev.handrail.target.inventory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a restored copy differs from what was taken down, a line for each: what, what was found, what was expected.
 *
 * @param losses twenty at most, and how many more there are
 * @param remarks likewise
 */
public record Differences(List<String> losses, List<String> remarks) {
    public static final Differences NONE = new Differences(List.of(), List.of());

    private static final int MOST = 20;

    public Differences {
        losses = List.copyOf(losses);
        remarks = List.copyOf(remarks);
    }

    public static Differences of(Iterator<Item> expected, Iterator<Item> found, Terms terms) {
        Lines losses = new Lines();
        Lines remarks = new Lines();
        Pairs pairs = new Pairs(expected, found);
        while (pairs.hasNext()) {
            Pairs.Pair pair = pairs.next();
            Weight weight = terms.weigh(pair.left(), pair.right());
            if (weight != Weight.IGNORED) {
                (weight == Weight.LOSS ? losses : remarks).add(line(pair.left(), pair.right()));
            }
        }
        return new Differences(losses.shown(), remarks.shown());
    }

    /** So many lines are kept, however many there are. */
    private static final class Lines {
        private final List<String> kept = new ArrayList<>();
        private long more;

        void add(String line) {
            if (kept.size() < MOST) {
                kept.add(line);
            } else {
                more++;
            }
        }

        List<String> shown() {
            if (more > 0) {
                kept.add("and " + more + " more");
            }
            return kept;
        }
    }

    private static String line(@Nullable Item expected, @Nullable Item found) {
        Item one = expected == null ? found : expected;
        if (one == null) {
            return "";
        }
        String what = one.kind().title() + " " + one.name();
        return switch (one.kind()) {
            case OWNER -> found == null ? one.name() + ": not there" : told(what, expected, found);
            case SEQUENCE ->
                found == null || expected == null
                        ? what
                        : what + ": gives out " + Between.shown(found) + " next, expected "
                                + Between.of(expected).show();
            case VIEW -> told(what, expected, found) + held(expected, found);
            case LARGE_OBJECTS ->
                found == null ? "large objects: their content could not be compared" : told(what, expected, found);
            default -> told(what, expected, found);
        };
    }

    /** Why a view that is there may differ without a fault. */
    private static String held(@Nullable Item expected, @Nullable Item found) {
        return expected == null || found == null || found.value().equals(Taking.UNFILLED)
                ? ""
                : " (a restore fills it anew: what it held may have been older than its tables)";
    }

    private static String told(String what, @Nullable Item expected, @Nullable Item found) {
        String nothing = switch ((expected == null ? found : expected).kind()) {
            case PRIVILEGES -> "those of a new object";
            default -> "none";
        };
        return what + ": " + (found == null ? nothing : found.value()) + ", expected "
                + (expected == null ? nothing : expected.value());
    }
}
