package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one statement does to what others use: what was made just now is nobody's yet, and is left out. */
public final class Impact {
    private final Map<String, LockMode> locks = new LinkedHashMap<>();
    private final Map<Relation, LockMode> tables = new LinkedHashMap<>();
    private final Set<String> rewritten = new LinkedHashSet<>();
    private final Set<String> scanned = new LinkedHashSet<>();
    private final Set<Relation> worked = new LinkedHashSet<>();
    private final Set<Relation> changed = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean waits;

    public void lock(Relation relation, LockMode mode) {
        if (!relation.fresh()) {
            locks.merge(relation.name().name(), mode, LockMode::or);
            tables.merge(relation, mode, LockMode::or);
        }
    }

    void lockTree(Relation relation, LockMode mode) {
        relation.tree().forEach(r -> lock(r, mode));
    }

    void lockIndex(Relation table, String index, LockMode mode) {
        if (!table.fresh()) {
            locks.merge(index, mode, LockMode::or);
        }
    }

    void lockIndexes(Relation table, LockMode mode) {
        table.indexes().keySet().forEach(index -> lockIndex(table, index, mode));
    }

    /** The table and all its indexes are written anew. */
    void rewrite(Relation relation) {
        lock(relation, LockMode.ACCESS_EXCLUSIVE);
        lockIndexes(relation, LockMode.ACCESS_EXCLUSIVE);
        if (!relation.fresh()) {
            rewritten.add(relation.name().name());
            relation.indexes().values().stream().map(Index::name).forEach(rewritten::add);
            scan(relation);
        }
    }

    /** The table and its indexes get new, empty files. */
    void emptied(Relation relation) {
        rewrite(relation);
        worked.remove(relation);
        if (relation.indexes().isEmpty()) {
            scanned.remove(relation.name().name());
        }
    }

    /** The table gets new files, its indexes keep theirs. */
    void copy(Relation relation) {
        if (!relation.fresh()) {
            rewritten.add(relation.name().name());
            worked.add(relation);
        }
    }

    /** The index is dropped, and another made in its place. */
    void replaceIndex(Relation table, String index) {
        lockIndex(table, index, LockMode.ACCESS_EXCLUSIVE);
        rewritten.remove(index);
    }

    void rewriteIndex(Relation table, String index) {
        lockIndex(table, index, LockMode.ACCESS_EXCLUSIVE);
        if (!table.fresh()) {
            rewritten.add(index);
        }
    }

    void rewriteSequence(Relation sequence) {
        rewritten.add(sequence.name().name());
    }

    void scan(Relation relation) {
        if (!relation.fresh()) {
            scanned.add(relation.name().name());
            worked.add(relation);
        }
    }

    /** Rows of it are changed. */
    void change(Relation relation) {
        changed.add(relation);
    }

    /** Waits until transactions that are open now have ended. */
    void waits() {
        waits = true;
    }

    void find(Danger danger, @Nullable Relation on, String what, String safe) {
        if (on == null || !on.fresh()) {
            findings.add(new Finding(danger, on, what, safe));
        }
    }

    /** By name of table, index or sequence. */
    public Map<String, LockMode> locks() {
        return locks;
    }

    public Map<Relation, LockMode> tables() {
        return tables;
    }

    /** What gets new files. */
    public Set<String> rewritten() {
        return rewritten;
    }

    /** Tables that are read, or written, from end to end. */
    public Set<String> scanned() {
        return scanned;
    }

    public Set<Relation> worked() {
        return worked;
    }

    /** Tables whose rows are changed, many of them or few. */
    public Set<Relation> changed() {
        return changed;
    }

    public boolean waitsForOthers() {
        return waits;
    }

    public List<Finding> findings() {
        return findings;
    }
}
