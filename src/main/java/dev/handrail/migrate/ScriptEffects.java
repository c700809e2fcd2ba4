package dev.handrail.migrate;

import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The effects that run a script: its parts in order, the history kept in the parts' own transactions. */
record ScriptEffects(String database, Envelope envelope) {
    /** @param done how many parts are there already, from an earlier attempt or run */
    List<Sql> of(Script script, int done, Ledger ledger) {
        List<Sql> effects = new ArrayList<>();
        int parts = script.parts().size();
        boolean first = true;
        boolean beyond = false;
        for (int i = 1; i <= parts; i++) {
            Script.Part part = script.parts().get(i - 1);
            Map<String, String> facts = i == parts && part.transaction() ? ledger.facts() : Map.of();
            List<Statement> kept = part.transaction() ? List.of(ledger.after(i, parts, first, beyond)) : List.of();
            if (i > done) {
                effects.add(new Sql(
                        database,
                        title(script, ledger, i),
                        part.statements(),
                        kept,
                        part.transaction(),
                        null,
                        envelope,
                        facts));
            }
            first &= !part.transaction();
            beyond = !part.transaction();
        }
        if (!script.parts().get(parts - 1).transaction()) {
            Statement last = ledger.after(parts, parts, first, true);
            String title = ledger.title() + ", every part is there";
            effects.add(new Sql(database, title, List.of(), List.of(last), true, null, envelope, ledger.facts()));
        }
        return effects;
    }

    private static String title(Script script, Ledger ledger, int part) {
        int parts = script.parts().size();
        return ledger.title()
                + (parts > 1 ? ", part " + part + " of " + parts : "")
                + (parts > 1 && !script.parts().get(part - 1).transaction() ? ", outside a transaction" : "")
                + (script.unwrapped() ? " (its BEGIN and COMMIT are left to handrail's transaction)" : "");
    }
}
