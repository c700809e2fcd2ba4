package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Building an index on a partitioned table: an empty one on the table alone, one on each partition without blocking
 * writers, then each is attached; with the last it becomes valid. What is there tells how far an earlier attempt came.
 */
final class Partitioned {
    /** The fact that names the index of the whole, and the one that keeps what was there and was only attached. */
    static final String WHOLE = "partitioned";

    static final String ADOPTED = "adopted";
    /** The fact that names the index of a partition that has partitions itself. */
    static final String BRANCH = "branch";

    private final Work work;
    private final Definition wanted;
    private final Tree tree;
    private final List<Sql> builds = new ArrayList<>();
    private final List<Sql> hollow = new ArrayList<>();
    private final List<Sql> attaches = new ArrayList<>();
    private final List<Consent> consents = new ArrayList<>();
    /** What each member's index is, or will be, called. */
    private final Map<Long, String> names = new LinkedHashMap<>();

    Partitioned(Work work, Definition wanted, Tree tree) {
        this.work = work;
        this.wanted = wanted;
        this.tree = tree;
    }

    Plan plan() {
        Tree.Member top = tree.members().get(0);
        Tree.Index whole = tree.named(top, wanted.name()).orElse(null);
        if (whole != null && !alike(whole, top)) {
            throw Creating.inTheWay(
                    whole.qualified(), "it is another index: " + whole.definition(), "choose another name");
        }
        if (whole != null && whole.valid()) {
            return Plan.nothing("index " + whole.qualified() + " is there and valid, on every partition");
        }
        names.put(top.oid(), Quoting.qualified(top.schema(), wanted.name()));
        if (whole == null) {
            hollow.add(hollow(top, wanted.name(), Map.of(WHOLE, names.get(top.oid()))));
        }
        tree.members().stream().skip(1).filter(m -> !m.kind().equals("f")).forEach(m -> member(m, whole));
        List<Sql> effects = new ArrayList<>(hollow);
        effects.addAll(builds);
        effects.addAll(attaches);
        return Plan.of(Risk.CHANGES, effects).with(List.of(), consents);
    }

    private boolean alike(Tree.Index index, Tree.Member on) {
        return Likeness.of(as(index.name(), on), Definition.byServer(index.definition())) != Likeness.DIFFERENT;
    }

    private Definition as(String name, Tree.Member on) {
        return new Definition(wanted.unique(), name, List.of(on.schema(), on.name()), wanted.rest());
    }

    private void member(Tree.Member member, Tree.@Nullable Index whole) {
        Tree.Index part = partOf(member, whole);
        if (part != null) {
            refuseUnlessWhole(member, part);
            names.put(member.oid(), part.qualified());
            return;
        }
        String name = partName(member.name(), wanted.name());
        String adopted = member.kind().equals("p") ? branch(member, name) : leaf(member, name);
        attaches.add(attach(member, adopted));
    }

    /** The member's part of the index above it, where both are there. */
    private Tree.@Nullable Index partOf(Tree.Member member, Tree.@Nullable Index whole) {
        if (whole == null) {
            return null;
        }
        return tree.indexes().stream()
                .filter(i -> i.table() == member.oid() && i.parent() != 0)
                .filter(i ->
                        tree.indexes().stream().anyMatch(above -> above.oid() == i.parent() && belongs(above, whole)))
                .findFirst()
                .orElse(null);
    }

    private boolean belongs(Tree.Index index, Tree.Index whole) {
        return index.oid() == whole.oid()
                || tree.indexes().stream().anyMatch(a -> a.oid() == index.parent() && belongs(a, whole));
    }

    private static void refuseUnlessWhole(Tree.Member member, Tree.Index part) {
        if (member.kind().equals("r") && !part.valid()) {
            throw new Problem(
                    ExitCode.FAILED,
                    part.qualified() + " is a part of the index, and not valid",
                    "",
                    "somebody attached it before it was built",
                    "build it anew where it is: sql('reindex index concurrently " + part.qualified()
                            + "') { outsideTransaction() }, then try again");
        }
    }

    /** @return what was there before and is only attached, as the server writes it; empty: nothing */
    private String leaf(Tree.Member member, String name) {
        Definition own = as(name, member);
        Tree.Index free = tree.free(member, own).orElse(null);
        if (free != null) {
            names.put(member.oid(), free.qualified());
            return free.name().equals(name) ? "" : free.definition();
        }
        tree.named(member, name).ifPresent(there -> leftover(there, own));
        names.put(member.oid(), Quoting.qualified(member.schema(), name));
        builds.add(work.build(member.schema(), own));
        return "";
    }

    private void leftover(Tree.Index there, Definition own) {
        if (there.valid()) {
            throw Creating.inTheWay(there.qualified(), "it is another index: " + there.definition(), "rename it");
        }
        Existing leftover = new Existing(
                "",
                there.schema(),
                there.name(),
                there.oid(),
                "i",
                false,
                false,
                there.definition(),
                null,
                there.builder());
        Creating.refuseWhileBuilding(leftover);
        builds.add(work.dropLeftover(leftover));
        consents.add(Creating.consent(leftover));
    }

    private String branch(Tree.Member member, String name) {
        names.put(member.oid(), Quoting.qualified(member.schema(), name));
        if (tree.named(member, name).isEmpty()) {
            hollow.add(hollow(member, name, Map.of(BRANCH, names.get(member.oid()))));
        }
        return "";
    }

    /** An index on the table alone is made at once: there is nothing in it. */
    private Sql hollow(Tree.Member member, String name, Map<String, String> facts) {
        String sql = "create " + (wanted.unique() ? "unique " : "") + "index " + Quoting.name(name) + " on only "
                + member.qualified() + " " + wanted.rest();
        return Sql.inTransaction(work.database(), List.of(Statement.ours(sql)), work.envelope())
                .titled("", facts);
    }

    private Sql attach(Tree.Member member, String adopted) {
        String sql = "alter index " + names.get(member.parent()) + " attach partition " + names.get(member.oid());
        return Sql.inTransaction(work.database(), List.of(Statement.ours(sql)), work.envelope())
                .titled("", adopted.isEmpty() ? Map.of() : Map.of(ADOPTED, adopted));
    }

    /** {@code partition_index}; what would be too long is cut, and told apart by a sum of the whole. */
    static String partName(String partition, String index) {
        String full = partition + "_" + index;
        if (Quoting.fits(full)) {
            return full;
        }
        CRC32 sum = new CRC32();
        sum.update(full.getBytes(StandardCharsets.UTF_8));
        return Definition.suffixed(full, "_" + HexFormat.of().toHexDigits((int) sum.getValue()));
    }
}
