package dev.handrail.hazard

import dev.handrail.hazard.live.Catalog
import dev.handrail.hazard.schema.LockMode
import dev.handrail.hazard.statement.Impact
import dev.handrail.hazard.statement.Judge
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Position
import dev.handrail.text.SqlText

import java.sql.Connection
import java.sql.ResultSet
import java.sql.SQLException

/**
 * Runs statements on a real server in a transaction that is rolled back, and tells what they did to tables that were
 * there before: locks, new files, and reading from end to end under a lock that keeps writers out. Beside it the verdict.
 */
class Oracle implements AutoCloseable {
    private static final String SEEN = """
        select c.oid, c.relname, pg_relation_filenode(c.oid) as file, coalesce(pg_stat_get_xact_numscans(c.oid), 0) as scans
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'other') and c.relkind in ('r', 'p', 'm', 'v', 'i', 'I', 'S')"""
    private static final String LOCKS = "select relation, mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'"

    private final LiveTarget target
    private final Connection connection
    private String laid
    private final String usual = Oracle.getResourceAsStream('/dev/handrail/hazard/usual.sql').getText('UTF-8')

    Oracle(LiveTarget target) {
        this.target = target
        this.connection = target.server.connect(target.name)
        connection.autoCommit = false
    }

    /** One line of cases.txt. */
    static class Case {
        String setup
        String sql
        int from = 0

        String toString() {
            (setup ? setup + ' => ' : '') + sql
        }
    }

    static List<Case> cases() {
        Oracle.getResourceAsStream('/dev/handrail/hazard/cases.txt').readLines('UTF-8')
            .findAll { !it.startsWith('#') }
            .collect { line ->
                List<String> parts = line.split(/(?<!\|)\|(?!\|)/) as List
                String last = parts.last().strip()
                boolean newer = last ==~ /\d+-/
                List<String> middle = newer ? parts[0..-2] : parts
                new Case(setup: middle[0].strip(), sql: middle[1..-1].join('|').strip(), from: newer ? last[0..-2] as int : 0)
            }
    }

    /** What differs between the verdict and what was measured: missed, and said for nothing. */
    static class Verdict {
        Set<String> missed
        Set<String> needless
        int measured

        String toString() {
            "missed $missed, needless $needless"
        }
    }

    Verdict of(Case one) {
        try {
            compared(one)
        } catch (SQLException refused) {
            connection.rollback()
            laid = null
            new Verdict(missed: [refused.message] as Set, needless: [] as Set)
        }
    }

    /** Nothing that a case does stays, so what is there before is made anew only where it differs. */
    private void lay(String setup) {
        if (laid != setup) {
            run('drop schema if exists public cascade; drop schema if exists other cascade; create schema public; ' + usual + setup)
            connection.commit()
            laid = setup
        }
    }

    private Verdict compared(Case one) {
        lay(one.setup)
        List<String> statements = SqlText.of(one.sql, Position.NOWHERE).statements()*.shown()
        Catalog catalog = Catalog.of(target.database('main'), statements)
        Judge judge = new Judge(catalog.schema())
        Set<String> said = dangers(statements.collect { judge.judge(it) })
        Set<String> measured = measured(one.sql)
        new Verdict(missed: measured - said, needless: said - measured, measured: measured.size())
    }

    /** One transaction's: a table that is locked twice is locked once, as the stronger of both says. */
    private static Set<String> dangers(List<Impact> impacts) {
        Map<String, LockMode> locks = [:]
        impacts.each { it.locks().each { name, mode -> locks[name] = [locks[name], mode].findAll().max() } }
        (locks.findAll { it.value > LockMode.ROW_EXCLUSIVE }.collect { "lock $it.key $it.value".toString() } +
            impacts.collectMany { it.rewritten() }.collect { "rewrites $it".toString() } +
            impacts.collectMany { it.scanned() }.findAll { locks[it]?.blocksWriters() }.collect { "reads $it".toString() }) as Set
    }

    private Set<String> measured(String sql) {
        try {
            Map<Long, Map> before = seen()
            run(sql)
            Map<Long, Map> after = seen()
            Set<String> found = []
            Map<Long, LockMode> strongest = [:]
            rows(LOCKS) { ResultSet r ->
                long oid = r.getLong(1)
                LockMode mode = LockMode.values().find { it.inCatalog() == r.getString(2) }
                if (before[oid]) {
                    strongest[oid] = [strongest[oid], mode].findAll().max()
                }
            }
            strongest.findAll { it.value > LockMode.ROW_EXCLUSIVE }.each { found << "lock ${before[it.key].name} $it.value".toString() }
            after.each { oid, now ->
                Map was = before[oid]
                if (was && was.file != now.file && now.file) {
                    found << "rewrites $was.name".toString()
                }
                if (was && now.scans > was.scans && strongest[oid]?.blocksWriters()) {
                    found << "reads $was.name".toString()
                }
            }
            found
        } finally {
            connection.rollback()
        }
    }

    private Map<Long, Map> seen() {
        Map<Long, Map> all = [:]
        rows(SEEN) { ResultSet r -> all[r.getLong(1)] = [name: r.getString(2), file: r.getLong(3), scans: r.getLong(4)] }
        all
    }

    private void rows(String sql, Closure each) {
        connection.createStatement().withCloseable { s ->
            ResultSet r = s.executeQuery(sql)
            while (r.next()) {
                each(r)
            }
        }
    }

    private void run(String sql) {
        connection.createStatement().withCloseable { it.execute(sql) }
    }

    void close() {
        connection.close()
    }
}
