package dev.handrail.backup

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Consent
import dev.handrail.runbook.Database
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Host
import dev.handrail.runbook.Manifest
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Prune
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Unfinished
import dev.handrail.runbook.WayBack
import dev.handrail.text.Text
import spock.lang.Specification

import java.nio.file.Path
import java.time.Duration
import java.time.Instant

class BackupActionSpec extends Specification {
    static final long GB = 1L << 30
    static final Instant NOW = Instant.parse('2026-11-21T10:00:00Z')

    static BackupAction backup(Map more = [:]) {
        new BackupAction('main', 'before/backup', Text.of('backups'), 2, '1',
            new Dump.Selection((more.tables ?: []) as List, (more.exclude ?: []) as List, more.schemaOnly as boolean, false),
            Dump.Proving.RESTORED, more.keep as Keep)
    }

    static Database.Identity identity(long bytes = 4 * GB) {
        new Database.Identity('h', 5432, 'shop', 'ana', 16384, 'sys1', 1, '15.19', 150019, false, false, bytes)
    }

    static Manifest made(Map more = [:]) {
        new Manifest((more.place ?: "/b/shop-${more.run ?: 'r0'}-before-backup") as String, (more.database ?: 'shop') as String,
            (more.system ?: 'sys1') as String, (more.run ?: 'r0') as String, NOW.minus(Duration.ofDays((more.days ?: 1) as long)),
            (more.size ?: GB) as long, 'd', 'restored', '15.19', [:], (more.source ?: 0) as long, (more.millis ?: 0) as long, null,
            (more.restored ?: 0) as long)
    }

    static Plan plan(BackupAction action, Map more = [:]) {
        BackupPlan plan = new BackupPlan(action, 'shop', identity((more.bytes ?: 4 * GB) as long),
            new Shelf(Path.of('/b'), (more.free ?: 100 * GB) as long, (more.there ?: []) as List, (more.unfinished ?: []) as List),
            new OpenRuns((more.noted ?: []) as Set, { Optional.ofNullable(more.runs == null ? true : more.runs[it]) }),
            (more.run ?: '1121-ab2d') as String, NOW)
        !more.containsKey('server') ? plan.plan() : plan.plan(more.server == null ? OptionalLong.empty() : OptionalLong.of(more.server as long))
    }

    def "a backup is dumped, proven and named after database, run and step"() {
        when:
        Plan plan = plan(backup())

        then:
        plan.risk() == Risk.CHANGES
        plan.estimate().bytes() == 4 * GB
        plan.effects() == [new Dump('main', Text.of('backups'), 'shop-1121-ab2d-before-backup', 2, '1', Dump.Selection.WHOLE, Dump.Proving.RESTORED)]
        plan.effects()*.key() == planAgain()*.key()
    }

    private static List planAgain() { plan(backup(), [there: [made(run: '1121-ab2d')]]).effects() }

    def "before there is a run its id is left open"() {
        expect:
        new BackupPlan(backup(), 'shop', identity(), new Shelf(Path.of('/b'), 100 * GB, [], []), OpenRuns.NONE, '', NOW).plan().effects()[0].show()[0]
            .endsWith('into backups/shop-<run id>-before-backup')
    }

    def "keep #keep of backups #ages days old, this one #options: those of #removed days go"() {
        when:
        Plan plan = plan(backup([keep: keep] + options), [there: ages.collect { made(run: "r$it", days: it) }])

        then:
        plan.effects().findAll { it instanceof Prune }*.places().flatten() == removed.collect { "/b/shop-r$it-before-backup".toString() }

        where:
        keep                                | ages         | options            || removed
        null                                | [1, 2, 90]   | [:]                || []
        new Keep(null, 3)                   | [1, 2]       | [:]                || []
        new Keep(null, 3)                   | [3, 1, 2]    | [:]                || [3]
        new Keep(null, 1)                   | [1, 2]       | [:]                || [1, 2]
        new Keep(null, 1)                   | [1, 2]       | [schemaOnly: true] || [2]
        new Keep(Duration.ofDays(30), null) | [1, 29, 31]  | [:]                || [31]
        new Keep(Duration.ofDays(30), null) | [40, 50]     | [:]                || [40, 50]
        new Keep(Duration.ofDays(30), null) | [40, 50]     | [tables: ['t']]    || [50]
    }

    def "a backup past what is kept stays where #standing, and the question says why"() {
        when:
        Manifest past = made(run: 'r1', days: 40)
        Plan plan = plan(backup(keep: new Keep(Duration.ofDays(30), null)), [there: [over ? past.whoseRunIsOver() : past, made(run: 'r2', days: 50)],
                         noted: noted, runs: runs + [r2: true]])

        then:
        plan.effects().findAll { it instanceof Prune }*.places().flatten() == (why ? [] : ['/b/shop-r1-before-backup']) + ['/b/shop-r2-before-backup']
        plan.hazards()*.what() == (why ? ["past what is kept, and not removed, because an open run may need it to go back: /b/shop-r1-before-backup: $why"]*.toString() : [])

        where:
        standing                                                            | over  | noted  | runs        || why
        'its run is open in this home'                                      | false | []     | [r1: false] || 'run r1 is open in this home'
        'the database has a note that its run is open'                      | false | ['r1'] | [:]         || 'run r1 is open on this database'
        'the database has that note, whatever else says that it is over'    | true  | ['r1'] | [r1: true]  || 'run r1 is open on this database'
        'it was over and is taken back now'                                 | true  | []     | [r1: false] || 'run r1 is open in this home'
        'nothing tells whether its run is over'                             | false | ['r9'] | [:]         || 'nothing here tells whether run r1 is over'
        'there is no need to: its run is over by its journal'               | false | []     | [r1: true]  || null
        'there is no need to: a note beside it says that its run is over'   | true  | []     | [:]         || null
    }

    def "a backup of #what is none of those that keep counts"() {
        expect:
        plan(backup(keep: new Keep(null, 1)), [there: [other]]).effects().size() == 1

        where:
        what                | other
        'this run'          | made(run: '1121-ab2d')
        'another database'  | made(database: 'crm')
        'another server'    | made(system: 'sys2')
        'another step'      | made(place: '/b/shop-r0-nightly-schema')
    }

    def "with #free bytes free for #bytes: #outcome"() {
        expect:
        plan(backup(options), [free: free, bytes: bytes]).hazards()*.code() == outcome

        where:
        free    | bytes   | options            || outcome
        10 * GB | 4 * GB  | [:]                || []
        3 * GB  | 4 * GB  | [:]                || ['HZ070']
        1       | 4 * GB  | [schemaOnly: true] || []
        1       | 4 * GB  | [tables: ['t']]    || []
    }

    def "what a backup will need is known from the step's last one: #what"() {
        given:
        Manifest last = made(size: GB, source: 10 * GB, millis: 120_000, days: 2)
        Manifest older = made(run: 'older', size: 5 * GB, source: 10 * GB, millis: 1, days: 9)

        when:
        Plan plan = plan(backup(options), [there: [older, last], bytes: 20 * GB, free: free])

        then:
        plan.estimate().bytes() == 2 * GB
        plan.estimate().time() == Duration.ofMinutes(4)
        plan.estimate().basis() == "by the backup of ${last.at()}"
        plan.hazards()*.code() == hazards

        where:
        what                  | options          | free            || hazards
        'room enough'         | [:]              | 3 * GB          || []
        'little room'         | [:]              | 2 * GB          || ['HZ070']
        'of some tables'      | [tables: ['t']]  | 2 * GB          || ['HZ070']
    }

    def "with less room than the last one needed it is not begun"() {
        when:
        plan(backup(), [there: [made(size: GB, source: 10 * GB)], bytes: 20 * GB, free: GB])

        then:
        Problem problem = thrown()
        problem.why() == '1.0 GB are free, and the backup will have about 2.0 GB'
    }

    def "the scratch database needs room on the server: #what"() {
        when:
        Plan plan = plan(backup(), [server: server, there: there, bytes: 4 * GB])

        then:
        plan.hazards()*.code() == hazards
        plan.estimate().basis() == basis

        where:
        what                    | server   | there                                            || hazards          | basis
        'there is enough'       | 5 * GB   | []                                               || []               | 'size of the database; the backup is smaller'
        'it may be too little'  | 2 * GB   | []                                               || ['HZ076'] | 'size of the database; the backup is smaller'
        'it can not be seen'    | null     | []                                               || []               | "size of the database; the backup is smaller; the scratch database needs about 4.0 GB on the server; free space there can't be seen from here"
        'the last one tells it' | 5 * GB/2 | [made(source: 2 * GB, restored: GB)]             || []               | 'by the backup of 2026-11-20T10:00:00Z'
    }

    def "without room on the server for the scratch database nothing is begun: #bytes"() {
        when:
        plan(backup(), [server: GB - (1 << 20), there: there, bytes: 4 * GB])

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.FAILED
        problem.what() == 'there is no room on the server for the scratch database'
        problem.why() == "1023 MB are free where its databases lie, and the scratch database needs about $bytes"
        problem.remedy().contains('scratchOn')

        where:
        bytes    | there
        '4.0 GB' | []
        '2.0 GB' | [made(source: 2 * GB, restored: GB)]
    }

    def "what another run of this database left unfinished is named, and goes with consent"() {
        when:
        Plan plan = plan(backup(), [unfinished: [
            new Unfinished('/b/shop-r0.1.partial', 'r0', 'shop', 'sys1', 3 * GB), new Unfinished('/b/own', '1121-ab2d', 'shop', 'sys1', 1),
            new Unfinished('/b/crm', 'r0', 'crm', 'sys1', 1), new Unfinished('/b/far', 'r0', 'shop', 'sys2', 1)]])

        then:
        plan.effects()[0] == new Prune(['/b/shop-r0.1.partial'], true)
        plan.effects()[0].show() == ['with consent remove-unfinished-backup, remove the unfinished backup /b/shop-r0.1.partial']
        plan.effects()[1] instanceof Dump
        plan.consents() == [new Consent('remove-unfinished-backup', 'remove what was never finished: /b/shop-r0.1.partial of run r0, 3.0 GB', false)]
    }

    def "what tells nothing of its owner goes by its name, where nothing is lost by it: #place"() {
        expect:
        plan(backup(), [unfinished: [new Unfinished(place, '', '', '', bytes)]]).effects()[0] instanceof Prune == goes

        where:
        place                                      | bytes || goes
        '/b/shop-r0-before-backup.1.partial'       | 0     || true
        '/b/shop-r0-before-backup.1.partial'       | 1     || false
        '/b/shop-r0-before-backup.removed.partial' | GB    || true
        '/b/crm-r0-before-backup.removed.partial'  | GB    || false
        '/b/shop-r0-other-step.removed.partial'    | GB    || false
        '/b/shop-r0-before-backup.partial'         | 0     || false
    }

    def "pg_dump #installed and #compress: #what"() {
        when:
        Tools.compresses(Optional.ofNullable(installed), compress)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == what
        problem.remedy().contains('compress 1')
        problem.remedy().contains('postgresql-client-16')

        where:
        installed | compress || what
        15        | 'zstd:3' || "pg_dump 15 can't compress with zstd:3"
        15        | 'lz4'    || "pg_dump 15 can't compress with lz4"
    }

    def "a pg_dump of version 16 may be asked for #compress, any for gzip"() {
        when:
        Tools.compresses(Optional.of(installed), compress)

        then:
        noExceptionThrown()

        where:
        installed | compress
        16        | 'zstd'
        17        | 'lz4:1'
        13        | '9'
    }

    def "a scratch database on an older server is refused"() {
        when:
        Tools.restorable(identity(), new Database.Identity('old', 5432, 'x', 'u', 16384, 's', 1, '14.9', 140009, false, false, 1))

        then:
        Problem problem = thrown()
        problem.what() == 'the server for the scratch database is PostgreSQL 14.9, and the one that is dumped is 15.19'
    }

    def "the server of the scratch database is one that the step touches"() {
        expect:
        new BackupAction('main', 's/t', Text.of('b'), 1, '1', Dump.Selection.WHOLE, new Dump.Proving(Dump.Proof.RESTORED, true, 'rehearsal'), null)
            .touches()*.name() == ['main', 'rehearsal']
        new Dump('main', Text.of('b'), 'x', 1, '1', new Dump.Selection(['t'], [], false, true), new Dump.Proving(Dump.Proof.RESTORED, true, 'rehearsal')).show() == [
            'pg_dump --format=directory --jobs=1 --compress=1 --table=t into b/x',
            'pg_dumpall --globals-only into globals.sql beside it, which holds password hashes: mode 0600',
            'hash every file while it is written, and once more at the end',
            "restore into a scratch database on the server of rehearsal, compare every table's row count and content, owners, privileges, extensions, sequences, materialized views and large objects, drop the scratch database"]
    }

    def "no room at all is told before anything is dumped"() {
        when:
        plan(backup(), [free: GB / 8 as long])

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.FAILED
        problem.what() == 'there is no room for a backup of shop in /b'
    }

    def "pg_dump #installed for a server of version 15: #what"() {
        when:
        dev.handrail.runbook.Clients.require(Optional.ofNullable(installed), 15, '15.19')

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == what
        problem.remedy().contains('apt install postgresql-client-15')

        where:
        installed || what
        null      || 'pg_dump is not installed, or not on PATH'
        14        || 'pg_dump 14 is older than the server'
    }

    def "of pg_dump #installed the one is taken that can dump version #dumped and restore into #into"() {
        expect:
        dev.handrail.runbook.Clients.require(host(installed), version(dumped), version(into)) == taken

        where:
        installed    | dumped | into || taken
        [15]         | 15     | 15   || 15
        [16]         | 13     | 13   || 16
        [15, 16, 17] | 15     | 15   || 16
        [17, 18]     | 15     | 17   || 18
        [18]         | 17     | 17   || 18
        [17]         | 15     | 15   || 17
        [14, 18]     | 15     | 15   || 18
    }

    def "of pg_dump #installed the one is taken that knows #compress, and asked for before a run"() {
        given:
        def targets = Stub(dev.handrail.runbook.Targets) {
            host() >> this.host(installed)
            database('main') >> Stub(Database) { identity() >> version(15) }
        }
        def backup = new BackupAction('main', 's/t', Text.of('b'), 1, compress, Dump.Selection.WHOLE, new Dump.Proving(Dump.Proof.READ, true, null), null)

        when:
        String told = null
        try {
            backup.tools(targets)
        } catch (Problem problem) {
            assert problem.exitCode() == ExitCode.UNREACHABLE
            told = problem.what()
        }

        then:
        told == refused

        where:
        installed | compress || refused
        [15]      | 'zstd'   || "pg_dump 15 can't compress with zstd"
        [15, 17]  | 'zstd'   || null
        [15, 16]  | 'lz4'    || null
        [15]      | '1'      || null
        [14]      | 'zstd'   || 'pg_dump 14 is older than the server'
    }

    def "a machine that has only a pg_dump that is too old is refused"() {
        when:
        dev.handrail.runbook.Clients.require(host([13, 14]), version(15), version(15))

        then:
        Problem problem = thrown()
        problem.what() == 'pg_dump 14 is older than the server'
        problem.remedy().contains('apt install postgresql-client-15')
    }

    private host(List<Integer> installed) {
        Stub(dev.handrail.runbook.Host) {
            pgDumpMajor() >> Optional.of(installed.max())
            pgDumpMajor(_) >> { int most -> Optional.ofNullable(installed.findAll { it <= most }.max()) }
        }
    }

    private static Database.Identity version(int major) {
        new Database.Identity('db', 5432, 'x', 'u', 16384, 's', 1, "${major}.4", major * 10_000 + 4, false, false, 1)
    }

    def "a backup named #database in run #run is a plain folder name"() {
        expect:
        Names.backup(database, run, 'before/backup') == name

        where:
        database     | run       || name
        'shop'       | '1121-ab' || 'shop-1121-ab-before-backup'
        '../x y'     | '1121-ab' || '_._x_y-1121-ab-before-backup'
        '--help'     | '1121-ab' || '_-help-1121-ab-before-backup'
        'größe'      | '1121-ab' || 'größe-1121-ab-before-backup'
    }

    def "a long database's name is cut so that PostgreSQL keeps it, and stays its own"() {
        given:
        String one = 'a' * 60
        String other = 'a' * 59 + 'b'

        expect:
        [Names.restored(one, '1121-ab2d'), Names.kept(one, '1121-ab2d')].every { it.bytes.length <= 63 }
        Names.restored(one, '1121-ab2d') != Names.restored(other, '1121-ab2d')
        Names.restored('shop', '1121-ab2d') == 'shop_1121-ab2d'
        Names.kept('shop', '1121-ab2d') == 'shop_before_1121-ab2d'
        Names.kept('ä' * 30, '1121-ab2d').bytes.length <= 63
    }

    def "there is nothing to take back"() {
        expect:
        backup().wayBack() instanceof WayBack.Nothing
    }
}
