package dev.handrail.migrate;

import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Map;

/** How the history is kept while a script runs: a row is there from the first transaction on. */
sealed interface Ledger {
    /** The name of the work, for people. */
    String title();

    /**
     * What is written in the same transaction as a part.
     *
     * @param first no part before it has written anything
     * @param beyond a part before it ran outside a transaction
     */
    Statement after(int part, int of, boolean first, boolean beyond);

    /** What taking it back needs once the last part is there. */
    Map<String, String> facts();

    /** A file is applied. */
    record Applying(String name, String digest, String step) implements Ledger {
        /** The transaction's own time until now. */
        private static final String TOOK = "clock_timestamp() - now()";
        /** And what was spent outside of transactions before it, as {@code dev.handrail.target} tells the server. */
        private static final String ALL =
                TOOK + " + cast(coalesce(nullif(current_setting('" + Sql.OUTSIDE + "', true), ''), '0') as interval)";

        /** It is there by other means, and was not run. */
        Statement taken() {
            return Statement.ours(
                    "insert into handrail.migration (name, digest, run, step) values (?, ?, ?, ?)",
                    Text.of(name),
                    Text.of(digest),
                    new Text(List.of(Text.RunFact.RUN_ID)),
                    Text.of(step));
        }

        @Override
        public String title() {
            return name;
        }

        @Override
        public Statement after(int part, int of, boolean first, boolean beyond) {
            String took = beyond ? ALL : TOOK;
            Text mark = Text.of(part == of ? digest : Applied.part(part, of, digest));
            Text run = new Text(List.of(Text.RunFact.RUN_ID));
            return first
                    ? Statement.ours(
                            "insert into handrail.migration (name, digest, run, step, took) values (?, ?, ?, ?, " + took
                                    + ")",
                            Text.of(name),
                            mark,
                            run,
                            Text.of(step))
                    : Statement.ours(
                            "update handrail.migration set digest = ?, run = ?, step = ?, applied_at = now(),"
                                    + " took = coalesce(took, '0') + (" + took + ") where name = ?",
                            mark,
                            run,
                            Text.of(step),
                            Text.of(name));
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("applied", name);
        }
    }

    /** A revert file runs; {@code digest} is that of the file that it takes back. */
    record Reverting(String name, String digest) implements Ledger {
        @Override
        public String title() {
            return "take back " + name;
        }

        @Override
        public Statement after(int part, int of, boolean first, boolean beyond) {
            return part == of
                    ? Statement.ours("delete from handrail.migration where name = ?", Text.of(name))
                    : Statement.ours(
                            "update handrail.migration set digest = ? where name = ?",
                            Text.of("-" + Applied.part(part, of, digest)),
                            Text.of(name));
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("reverted", name);
        }
    }
}
