package dev.handrail.target.backup;

import dev.handrail.target.postgres.Maintenance;
import java.util.Map;

/**
 * What is read of a table to compare it: how many rows, and where wanted a hash over all of them. The hash is a sum over
 * two 64-bit hashes of each row as text: the order of the rows does not matter, every row does, and nothing is kept in
 * memory but the sums. The session's settings decide how values become text, so both sides set the same.
 */
enum Reading {
    ROWS("select pg_catalog.count(*) as rows from only %s"),
    CONTENT("""
            select pg_catalog.count(*) as rows,
                   coalesce(pg_catalog.sum(pg_catalog.hashtextextended(r.t, 0)), 0) as one,
                   coalesce(pg_catalog.sum(pg_catalog.hashtextextended(r.t, 1)), 0) as other
            from (select (x.*)::pg_catalog.text collate pg_catalog."C" as t from only %s x offset 0) r""");

    private static final String SETTINGS = """
            select pg_catalog.set_config('datestyle', 'ISO, YMD', false),
                   pg_catalog.set_config('intervalstyle', 'postgres', false),
                   pg_catalog.set_config('timezone', 'UTC', false),
                   pg_catalog.set_config('extra_float_digits', '3', false),
                   pg_catalog.set_config('bytea_output', 'hex', false),
                   pg_catalog.set_config('lc_monetary', 'C', false),
                   pg_catalog.set_config('quote_all_identifiers', 'off', false),
                   pg_catalog.set_config('search_path', '', false),
                   pg_catalog.set_config('row_security', 'off', false)""";

    /** Beside others' work a count takes one of the server's cores, not three. */
    private static final String ALONE = "select pg_catalog.set_config('max_parallel_workers_per_gather', '0', true)";

    private final String query;

    Reading(String query) {
        this.query = query;
    }

    static Reading of(boolean content) {
        return content ? CONTENT : ROWS;
    }

    /** Makes sessions on different servers and databases write the same value as the same text; hidden rows fail. */
    static void prepare(Maintenance session) {
        session.rows(SETTINGS);
    }

    /** For a count beside the server's other work, in the transaction that is open. */
    void alone(Maintenance session) {
        if (this == ROWS) {
            session.rows(ALONE);
        }
    }

    /** @param hash empty where only rows are counted */
    record Found(long rows, String hash) {}

    Found of(Maintenance session, Tables.Table table) {
        return of(session, table.quoted());
    }

    /** @param quoted a table's or a materialized view's name as SQL takes it */
    Found of(Maintenance session, String quoted) {
        Map<String, ?> row = session.rows(query.replace("%s", quoted)).get(0);
        String hash = this == ROWS ? "" : row.get("one") + "/" + row.get("other");
        return new Found((Long) row.get("rows"), hash);
    }
}
