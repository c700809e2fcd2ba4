package dev.handrail.sandbox

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class AllottingSpec extends Specification {
    @TempDir
    Path folder

    def "the database #name of #runbook is #real"() {
        expect:
        DatabaseNames.free(runbook, name, [:]) == real

        where:
        runbook           | name   | real
        'getting-started' | 'shop' | 'getting_started_shop'
        'Mono.UUID'       | 'main' | 'mono_uuid_main'
        '7days'           | 'main' | 'r_7days_main'
    }

    def "two runbooks never share a database, and a long name stays within PostgreSQL's limit"() {
        given:
        String first = DatabaseNames.free('a-b', 'c', [:])
        String second = DatabaseNames.free('a', 'b-c', ['database.a-b/c': first])
        String large = DatabaseNames.free('x' * 80, 'main', [:])

        expect:
        first == 'a_b_c'
        second.startsWith('a_b_c_')
        large.length() == 63
        large != DatabaseNames.free('x' * 80, 'other', [:])
    }

    def "what was given out is kept, whatever the names look like"() {
        given:
        Ledger ledger = new Ledger(folder.resolve('allotted'))
        ledger.put('database.a b=c:d#/ü', 'a_b')
        ledger.put('redis.port', '1')
        ledger.put('redis.port', '2')

        expect:
        new Ledger(folder.resolve('allotted')).all() == ['database.a b=c:d#/ü': 'a_b', 'redis.port': '2']
        ledger.port('redis.port') == 2
        ledger.port('postgres.port') == 0
    }

    def "a log quotes its last lines since the start"() {
        given:
        Path log = folder.resolve('server.log')
        Files.writeString(log, 'old\n')
        long before = ServerLog.end(log)
        Files.writeString(log, 'old\n' + (1..20).collect { "line $it" }.join('\n'))

        when:
        def problem = ServerLog.problem('it ended', log, before)

        then:
        problem.why().readLines() == (9..20).collect { "line $it".toString() }
        problem.where() == log.toString()
    }

    def "a pid file is read as far as it is written"() {
        given:
        if (text != null) {
            Files.writeString(folder.resolve('postmaster.pid'), text)
        }

        expect:
        PidFile.in(folder).orElse(null) == expected

        where:
        text                                                      | expected
        null                                                      | null
        ''                                                        | null
        '12\n/data\n'                                             | null
        'x\n/data\n1\n5432\n'                                     | null
        '12\n/data\n1\n5432\n'                                    | new PidFile(12, 5432, -1, '')
        '12\n/data\n1\n5432\n\n127.0.0.1\n  1531906   19\nready   ' | new PidFile(12, 5432, 19, 'ready')
    }

    def "files in a folder of the script's own name come before those beside it"() {
        given:
        Path script = folder.resolve('shop.groovy')
        def runbook = new dev.handrail.runbook.Runbook('shop', '', dev.handrail.runbook.Runbook.About.NOTHING, [],
            targets.collect { dev.handrail.runbook.TargetRef.database(it) }, [], [], script, '', [:])
        files.each {
            Files.createDirectories(folder.resolve(it).parent)
            Files.writeString(folder.resolve(it), '')
        }

        expect:
        RunbookFolder.of(runbook).sql('main').collect { folder.relativize(it).toString() } == found

        where:
        targets          | files                                                       | found
        ['main']         | ['sandbox/2.sql', 'sandbox/1.sql', 'sandbox/x.txt']         | ['sandbox/1.sql', 'sandbox/2.sql']
        ['main']         | ['sandbox/2.sql', 'shop/sandbox/1.sql']                     | ['shop/sandbox/1.sql']
        ['main', 'b']    | ['sandbox/main/1.sql', 'sandbox/b/2.sql']                   | ['sandbox/main/1.sql']
        ['main', 'b']    | []                                                          | []
    }

    def "SQL beside two databases is refused: nobody knows whose it is"() {
        given:
        Files.createDirectories(folder.resolve('sandbox'))
        Files.writeString(folder.resolve('sandbox/1.sql'), '')
        def runbook = new dev.handrail.runbook.Runbook('shop', '', dev.handrail.runbook.Runbook.About.NOTHING, [],
            ['a', 'b'].collect { dev.handrail.runbook.TargetRef.database(it) }, [], [], folder.resolve('shop.groovy'), '', [:])

        when:
        RunbookFolder.of(runbook).sql('a')

        then:
        dev.handrail.problem.Problem problem = thrown()
        problem.remedy().contains("move the files for 'a' to ${folder.resolve('sandbox/a')}")
    }
}
