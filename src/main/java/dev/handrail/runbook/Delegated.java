package dev.handrail.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Work that a team's own migrator does: a program, and the history that it must leave. It is done exactly when the
 * history shows what was planned.
 *
 * @param tool the migrator and its version, as it says itself
 * @param before the ids that the history shows before
 * @param stages what it does, in its order
 * @param back true where it takes back what was applied
 * @param remarks what else is to be known, each on a line
 */
public record Delegated(
        String database,
        Process call,
        String tool,
        Logbook history,
        List<String> before,
        List<Stage> stages,
        boolean back,
        List<String> remarks)
        implements Effect {
    /** The fact that names what was to be applied or taken back, as {@link Ids}. */
    public static final String PLANNED = "planned";

    /**
     * One migration that is applied or taken back.
     *
     * @param id what it is called in the history
     * @param shown for people
     * @param adds ids that the history shows then
     * @param removes ids that it does not show any more
     */
    public record Stage(String id, String shown, List<String> adds, List<String> removes) {
        public static Stage applies(String id, String shown) {
            return new Stage(id, shown, List.of(id), List.of());
        }

        public static Stage takesBack(String id, String shown) {
            return new Stage(id, shown, List.of(), List.of(id));
        }
    }

    public Delegated {
        before = List.copyOf(before);
        stages = List.copyOf(stages);
        remarks = List.copyOf(remarks);
    }

    @Override
    public String kind() {
        return "delegated";
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return history.tool() + ": " + history.shown();
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>(call.show());
        String standing =
                before.isEmpty() ? "nothing" : before.size() == 1 ? before.get(0) : before.size() + " entries";
        lines.add("  " + tool + "; " + history.shown()
                + (history.table() == null ? " is not there yet" : " shows " + standing));
        lines.add(back ? "  takes back, in this order:" : "  applies, in this order:");
        stages.forEach(stage -> lines.add("    " + stage.shown()));
        remarks.forEach(remark -> lines.add("  " + remark));
        return lines;
    }

    /** The ids that it may touch. */
    public Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>();
        stages.forEach(stage -> {
            touched.addAll(stage.adds());
            touched.addAll(stage.removes());
        });
        return touched;
    }

    /** What the history shows, of the ids that it may touch, before the first stage and after each: as digests. */
    public List<String> states() {
        Set<String> touched = touched();
        Set<String> now = new LinkedHashSet<>(before);
        List<String> states = new ArrayList<>(List.of(state(now, touched)));
        for (Stage stage : stages) {
            stage.removes().forEach(now::remove);
            now.addAll(stage.adds());
            states.add(state(now, touched));
        }
        return states;
    }

    /** What the history shows when all is done. */
    public List<String> after() {
        Set<String> now = new LinkedHashSet<>(before);
        stages.forEach(stage -> {
            stage.removes().forEach(now::remove);
            now.addAll(stage.adds());
        });
        return List.copyOf(now);
    }

    /** A digest of what the history shows of the ids that count. */
    public static String state(Collection<String> shown, Collection<String> touched) {
        Set<String> both = new TreeSet<>(shown);
        both.retainAll(touched);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            both.forEach(id -> digest.update((id + "\0").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
