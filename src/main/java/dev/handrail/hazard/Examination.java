package dev.handrail.hazard;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.habit.TextHabits;
import dev.handrail.hazard.live.Session;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.statement.Finding;
import dev.handrail.hazard.statement.Impact;
import dev.handrail.hazard.statement.Judge;
import dev.handrail.runbook.Hazard;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statements looked at in the order in which they will run, so that each is judged by what those before it did. */
public final class Examination {
    private final Judge judge;
    private final InTheWay inTheWay;

    /** @param sessions who has tables in use now */
    public Examination(Schema schema, List<Session> sessions) {
        this.judge = new Judge(schema);
        this.inTheWay = new InTheWay(sessions);
    }

    public List<Hazard> of(Batch batch) {
        List<Hazard> hazards = new ArrayList<>();
        Held held = new Held();
        for (Statement statement : batch.statements()) {
            List<Finding> findings = new ArrayList<>();
            for (String sql : statement.parts()) {
                Impact impact = judge.judge(sql);
                impact.findings().stream().filter(Examination::matters).forEach(findings::add);
                TextHabits.sql(sql).forEach(h -> findings.add(new Finding(h.danger(), null, h.what(), h.safe())));
                if (batch.together()) {
                    findings.addAll(held.during(statement, impact));
                }
                findings.addAll(inTheWay.of(impact));
            }
            findings.forEach(f -> hazards.add(hazard(f, statement, batch)));
        }
        judge.committed();
        return hazards;
    }

    /** The sessions that statements judged so far would wait for, as they are shown to people. */
    List<String> inTheWay() {
        return inTheWay.who();
    }

    /** What was made until now is in use from now on. */
    public void settle() {
        judge.schema().settle();
    }

    private static boolean matters(Finding finding) {
        Relation on = finding.on();
        return on == null || !finding.danger().takesTime() || !on.small();
    }

    private static Hazard hazard(Finding finding, Statement statement, Batch batch) {
        String code = finding.danger().id();
        String what = finding.on() == null ? finding.what() : finding.what().replace("{}", Amount.of(finding.on()));
        String reason = batch.accepts().reason(code, statement, batch.all()).orElse(null);
        return new Hazard(code, what, finding.safe(), statement.position(), reason);
    }

    /** The locks that a transaction has taken so far. */
    private static final class Held {
        private final Map<Relation, Taken> taken = new LinkedHashMap<>();
        private boolean told;

        private record Taken(Relation table, LockMode mode, int line) {}

        List<Finding> during(Statement statement, Impact impact) {
            List<Finding> findings = new ArrayList<>();
            for (Taken lock : told ? List.<Taken>of() : taken.values()) {
                boolean same = impact.findings().stream()
                        .anyMatch(f -> f.on() == lock.table && f.danger().takesTime());
                if (!told && !same && !lock.table.fresh() && works(impact, lock.table)) {
                    told = true;
                    findings.add(finding(lock, impact));
                }
            }
            impact.tables().forEach((table, mode) -> {
                if (mode.blocksWriters() && !table.fresh()) {
                    Taken now = new Taken(table, mode, statement.position().line());
                    taken.merge(table, now, (old, later) -> later.mode.compareTo(old.mode) > 0 ? later : old);
                }
            });
            return findings;
        }

        private static boolean works(Impact impact, Relation table) {
            return impact.worked().stream().anyMatch(r -> !r.small())
                    || impact.changed().stream().anyMatch(r -> r == table && !r.small());
        }

        private static Finding finding(Taken lock, Impact impact) {
            String works = impact.worked().isEmpty()
                    ? "its rows are changed"
                    : impact.worked().iterator().next().sql() + " is read or written from end to end";
            return new Finding(
                    Danger.HELD,
                    null,
                    "nobody " + (lock.mode.blocksReaders() ? "reads or writes" : "writes to") + " "
                            + lock.table.sql() + " while " + works + ": the lock of line " + lock.line
                            + " is held until the transaction ends",
                    Danger.HELD.safe());
        }
    }
}
