package dev.handrail.hazard;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.Position;
import dev.handrail.runbook.Hazard;
import dev.handrail.text.Comment;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hazards that comments take.
 *
 * @param inSql each for the statement in which it stands, or else the next one
 * @param forAll for every statement of the word that they stand above
 */
public record Accepts(List<Accept> inSql, List<Accept> forAll) {
    public static final Accepts NONE = new Accepts(List.of(), List.of());
    /** Hazards of a runbook itself that can be taken, beside those of statements. */
    public static final String NO_WAY_BACK = "HR101";

    private static final Pattern WRITTEN = Pattern.compile("handrail:accept\\b[ \\t]*(\\S*)[ \\t]*([^\\r\\n]*)");

    public Accepts {
        inSql = List.copyOf(inSql);
        forAll = List.copyOf(forAll);
    }

    /** Those in the comments of SQL text. */
    public static Accepts in(SqlText sql) {
        List<Accept> found = new ArrayList<>();
        for (Comment comment : Comment.in(sql)) {
            read(comment.text().replaceFirst("\\*/$", ""), comment.position()).ifPresent(found::add);
        }
        return new Accepts(found, List.of());
    }

    /** What one comment takes. */
    public static Optional<Accept> read(String comment, Position position) {
        Matcher written = WRITTEN.matcher(comment);
        return written.find()
                ? Optional.of(new Accept(written.group(1), written.group(2).strip(), position))
                : Optional.empty();
    }

    public static boolean known(String code) {
        return code.equals(NO_WAY_BACK) || Danger.of(code).isPresent();
    }

    public Accepts and(List<Accept> more) {
        List<Accept> all = new ArrayList<>(forAll);
        all.addAll(more);
        return new Accepts(inSql, all);
    }

    /** The hazards, with the reason for each that is taken for the whole word. */
    public List<Hazard> taking(List<Hazard> hazards) {
        return hazards.stream()
                .map(hazard -> forAll.stream()
                        .filter(a -> hazard.open() && a.code().equals(hazard.code()))
                        .findFirst()
                        .map(a -> hazard.accepted(a.reason()))
                        .orElse(hazard))
                .toList();
    }

    /** Why this hazard of a statement is taken; empty: it is not. */
    Optional<String> reason(String code, Statement statement, List<Statement> statements) {
        Optional<Accept> general =
                forAll.stream().filter(a -> a.code().equals(code)).findFirst();
        return inSql.stream()
                .filter(a -> a.code().equals(code) && statement == meant(a, statements))
                .findFirst()
                .or(() -> general)
                .map(Accept::reason);
    }

    /** The last statement in whose lines the comment stands, else the first behind it. */
    private static @Nullable Statement meant(Accept accept, List<Statement> statements) {
        int line = accept.position().line();
        Statement next = null;
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement each = statements.get(i);
            if (!each.position().file().equals(accept.position().file())) {
                continue;
            }
            int start = each.position().line();
            int end = start + (int) each.shown().chars().filter(c -> c == '\n').count();
            if (start <= line && line <= end) {
                return each;
            }
            next = start > line ? each : next;
        }
        return next;
    }
}
