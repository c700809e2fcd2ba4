package dev.handrail.faults

import dev.handrail.journal.JournalReader
import dev.handrail.journal.RunState
import dev.handrail.live.LivePostgres
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.time.Duration
import java.time.Instant
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** The machine's wall clock jumps while the whole program works: time is for people, order and durations do not use it. */
@Requires({ ClockJumpSpec.library && LivePostgres.available })
@Timeout(300)
class ClockJumpSpec extends Specification {
    @TempDir
    Path folder

    private final PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)
    private final String database = LivePostgres.server().newDatabase('clock')

    /** Runs wait two seconds where the clock jumps: the library looks at its file each second. */
    private void clock(String shift) {
        Path next = Files.writeString(folder.resolve('shift.next'), shift)
        Files.move(next, folder.resolve('shift'), StandardCopyOption.ATOMIC_MOVE)
    }

    /** What shifts a process's wall clock and leaves its monotonic one; null where it is not installed. */
    static String getLibrary() {
        new File('/usr/lib').listFiles().collect { new File(it, 'faketime/libfaketimeMT.so.1') }.find { it.exists() }?.path
    }

    void setup() {
        gates('one', 'two', 'three')
        Files.writeString(folder.resolve('clock.groovy'), '''
            runbook('clock', 'Time jumps') {
              database 'main'
              window '30m'
              section('a') {
                step('one') { opensWindow(); command './gate', 'one'; rollback { command 'true' } }
                step('wait') { waitFor '2s' }
                step('two') { command './gate', 'two'; timeout '1m'; rollback { command 'true' } }
                step('rest') { waitFor '2s' }
                step('sql') {
                  sql('create table t as select 1 as id from pg_sleep(0.3)') { statementTimeout '10s'; lockTimeout '5s' }
                  rollback { sql 'drop table t' }
                }
                step('three') { command './gate', 'three'; rollback { command 'true' } }
                step('after') {
                  check('it is there') { sql 'select count(*) from t'; expect 1 }
                  closesWindow()
                }
              }
            }
            '''.stripIndent())
        Path gate = Files.writeString(folder.resolve('gate'), '#!/bin/sh\nread go < "$1"\n')
        gate.toFile().setExecutable(true)
    }

    private void gates(String... names) {
        names.each { assert ['mkfifo', folder.resolve(it).toString()].execute().waitFor() == 0 }
    }

    private Program handrail(String zone) {
        Program.start(folder, ['run', 'clock.groovy', '--id', 'r', '--home', folder.resolve('home').toString(), '--yes', 'changes',
                               '--wait-lock', '60s', '--on-window', 'continue',
                               '--database', "main=${LivePostgres.server().conninfo(database)}".toString()] as List<String>,
            [LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: folder.resolve('shift').toString(), FAKETIME_CACHE_DURATION: '1', FAKETIME_FORCE_MONOTONIC_FIX: '0',
             FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1', TZ: zone])
    }

    private Path journal() {
        folder.resolve('home/runs/r/journal.jsonl')
    }

    /** Waits for a step's program to be on record as started; a run that has ended will not come there any more. */
    private void at(Program run, String gate) {
        soon.eventually {
            boolean there = Files.exists(journal()) && Files.readString(journal()).readLines().any {
                Tail.isStart(it) && it.contains("\"a/$gate\"")
            }
            if (!there && !run.alive()) {
                throw new IllegalStateException(run.said())
            }
            assert there
        }
    }

    private void pass(Program run, String gate) {
        at(run, gate)
        folder.resolve(gate).toFile() << 'go\n'
    }

    @Tag('long')
    def "an hour back and an hour forth: #what"() {
        given:
        clock(first)
        Program run = handrail(zone)

        when:
        at(run, 'one')
        clock(second)
        pass(run, 'one')
        at(run, 'two')
        clock(third)
        pass(run, 'two')
        pass(run, 'three')
        int exit = run.exit()
        List<Map> records = new Tail(journal()).records()

        then: 'it came to its end, neither refused nor stuck'
        assert exit == 0: run.said()
        JournalReader.read(journal()).state().standing() == RunState.Standing.FINISHED

        and: 'the clock did jump'
        List<Instant> times = records.collect { Instant.parse(it.at as String) }
        times.collate(2, 1, false).any { Duration.between(it[0], it[1]).abs() > Duration.ofMinutes(50) }

        and: 'the order is that of the numbers, and no duration is an hour long or negative'
        records*.seq == (1..records.size())
        records.findAll { it.ms != null }.every { it.ms >= 0 && it.ms < 60_000 }
        long waited = records.find { it.type == 'step.finished' && it.step == 'a/wait' }.ms
        waited >= 2_000 && waited < 60_000

        cleanup:
        run?.kill()

        where:
        what                             | zone          | first                  | second                 | third
        'back, then forth'               | 'UTC'         | '+0'                   | '-1h'                  | '+1h'
        'over the hour that comes twice' | 'Europe/Oslo' | '@2026-10-25 01:59:30' | '@2026-10-25 03:30:00' | '@2026-10-25 02:30:00'
        'past the end of 32 bits'        | 'UTC'         | '@2038-01-19 02:14:07' | '@2038-01-19 03:14:05' | '@2038-01-19 05:00:00'
    }

    def "killed and resumed an hour earlier than it was started, it goes on"() {
        given:
        clock('+0')
        Program run = handrail('UTC')
        pass(run, 'one')
        at(run, 'two')
        soon.eventually { // it is on record before it is started, and without it nobody reads at its gate
            assert ProcessHandle.allProcesses().anyMatch { it.info().commandLine().orElse('').endsWith('./gate two') }
        }

        when:
        run.kill()
        clock('-1h')
        folder.resolve('two').toFile() << 'go\n'
        Program again = handrail('UTC')
        pass(again, 'three')

        then:
        assert again.exit() == 0: again.said()
        new Tail(journal()).records().with { it*.seq == (1..it.size()) }

        cleanup:
        again?.kill()
    }
}
