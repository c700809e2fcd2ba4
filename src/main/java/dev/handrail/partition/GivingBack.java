package dev.handrail.partition;

import dev.handrail.runbook.Done;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes back what stopped half-way: rows go back into the default partition, which takes all others again too. */
record GivingBack(Work work, Table table, Done done) {
    List<Sql> effects() {
        List<Sql> effects = new ArrayList<>();
        table.children().stream()
                .map(Child::qualified)
                .filter(done.all("sealed")::contains)
                .forEach(child -> effects.add(work.transaction(
                        "rows may come into it again",
                        List.of(Statement.ours("alter table " + child + " drop constraint if exists " + Archive.SEAL)),
                        Map.of())));
        Fallback fallback = table.fallback();
        if (fallback != null) {
            fromDefault(effects, fallback);
        }
        return effects;
    }

    private void fromDefault(List<Sql> effects, Fallback fallback) {
        List<String> checks = done.all("excluded").stream()
                .filter(c -> fallback.held(c).isPresent())
                .distinct()
                .toList();
        for (String check : checks) {
            effects.add(work.transaction(
                    "the default partition takes all rows again", List.of(letIn(fallback, check)), Map.of()));
        }
        table.fillings().stream()
                .map(Table.Filling::qualified)
                .filter(done.all("filling")::contains)
                .distinct()
                .forEach(child -> effects.add(emptied(fallback, child)));
    }

    private static Statement letIn(Fallback fallback, String check) {
        return Statement.ours("alter table " + fallback.qualified() + " drop constraint if exists " + check);
    }

    private Sql emptied(Fallback fallback, String child) {
        String columns =
                String.join(", ", fallback.columns().stream().map(Quoting::name).toList());
        return work.transaction(
                "rows that were moved go back",
                List.of(
                        Statement.ours("with moved as (delete from only " + child + " returning " + columns
                                + ") insert into " + fallback.qualified() + " (" + columns
                                + ") overriding system value select " + columns + " from moved"),
                        Statement.ours("set constraints all immediate"),
                        Statement.ours("drop table " + child)),
                Map.of());
    }
}
