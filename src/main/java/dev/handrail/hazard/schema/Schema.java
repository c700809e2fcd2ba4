package dev.handrail.hazard.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a database while statements are read one after the other: its tables, types and functions, as far
 * as the statements name them.
 */
public final class Schema {
    /** The version taken for granted where no server is asked. */
    private static final int USUAL = 15;

    private final int major;
    private final boolean known;
    private boolean utc;
    private List<String> path = List.of("public");
    private final List<Relation> relations = new ArrayList<>();
    private final Map<String, UserType> types = new HashMap<>();
    private final Map<String, Boolean> functions = new HashMap<>();

    /**
     * @param known true where what is not in here does not exist; false where it may
     * @param utc whether the session's time zone is UTC
     */
    public Schema(int major, boolean known, boolean utc) {
        this.major = major;
        this.known = known;
        this.utc = utc;
    }

    /** Nothing is known. */
    public static Schema unseen() {
        return new Schema(USUAL, false, false);
    }

    public int major() {
        return major;
    }

    public boolean known() {
        return known;
    }

    public boolean utc() {
        return utc;
    }

    public void utc(boolean now) {
        utc = now;
    }

    public void path(List<String> schemas) {
        path = schemas.isEmpty() ? List.of("public") : List.copyOf(schemas);
    }

    /** What has this name now. */
    public Optional<Relation> find(Name name) {
        for (int i = relations.size() - 1; i >= 0; i--) {
            Name real = relations.get(i).name();
            if (real.name().equals(name.name()) && sees(real.schema(), name.schema())) {
                return Optional.of(relations.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean sees(@Nullable String real, @Nullable String written) {
        String home = real == null ? path.get(0) : real;
        return written == null ? real == null || path.contains(real) : home.equals(written);
    }

    /** What has this name now; where nothing can be known, a table of which nothing is known. */
    public Optional<Relation> meant(Name name) {
        Optional<Relation> found = find(name);
        if (found.isPresent() || known) {
            return found;
        }
        Relation assumed = new Relation(name, Relation.Kind.TABLE).assume();
        relations.add(assumed);
        return Optional.of(assumed);
    }

    public Relation add(Relation relation) {
        relations.add(relation);
        return relation;
    }

    public void remove(Relation relation) {
        relation.detach();
        relations.removeAll(relation.tree());
        relations.removeAll(relation.sequences());
    }

    /** The table that an index of this name is on. */
    public Optional<Relation> indexed(Name index) {
        return relations.stream()
                .filter(r -> r.indexes().containsKey(index.name())
                        && (index.schema() == null || sees(r.name().schema(), index.schema())))
                .findFirst();
    }

    /** Tables other than {@code target} with a foreign key that points at it. */
    public List<Relation> referencing(Relation target) {
        return relations.stream()
                .filter(r -> r != target && !points(r, target).isEmpty())
                .toList();
    }

    /** The foreign keys of {@code from} that point at {@code to}. */
    public List<Constraint> points(Relation from, Relation to) {
        return from.constraints().values().stream()
                .filter(c -> c.references() != null)
                .filter(c -> find(c.references()).filter(to::equals).isPresent())
                .toList();
    }

    public List<Relation> using(String type) {
        return relations.stream()
                .filter(r -> r.columns().values().stream()
                        .anyMatch(c -> c.type() != null && c.type().name().equals(type)))
                .toList();
    }

    public Map<String, UserType> types() {
        return types;
    }

    /** By name: whether a function's result may change within one statement. */
    public Map<String, Boolean> functions() {
        return functions;
    }

    /** What was made until now is in use from now on. */
    public void settle() {
        relations.forEach(r -> {
            r.fresh(false);
            r.added().clear();
        });
    }
}
