package dev.handrail.target

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Guard
import dev.handrail.runbook.TargetRef
import dev.handrail.target.guard.FileLock
import dev.handrail.target.guard.HolderProcess
import dev.handrail.target.guard.Lock
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

class LocksSpec extends Specification {
    @TempDir
    Path home
    Guard.Holder ana = new Guard.Holder('run-a', 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z')
    Guard.Holder ben = new Guard.Holder('run-b', 'shop', 'ben', 'ops1', '2026-11-21T02:10:00Z')
    List<String> done = []

    def "of #targets the locks are on #locked"() {
        expect:
        Locks.lockable(targets) == locked

        where:
        targets                                                                   || locked
        [TargetRef.cache('c'), TargetRef.database('b'), TargetRef.database('a')]  || [TargetRef.database('b'), TargetRef.database('a')]
        [TargetRef.service('s'), TargetRef.cache('c'), TargetRef.cache('d')]      || [TargetRef.cache('c')]
        [TargetRef.service('s')]                                                  || [TargetRef.HOST]
        []                                                                        || [TargetRef.HOST]
    }

    def "locks are taken in one order, one database once, whatever it is called"() {
        given:
        def locks = new Locks([], { made(it.name() == 'alias' ? 'x' : it.name()) }, { run, backups -> })

        when:
        locks.lock(['z', 'x', 'alias', 'a'].collect { TargetRef.database(it) }, ana)

        then:
        done == ['take a', 'take x', 'take z']
    }

    def "where one lock is refused, those taken before are given back"() {
        given:
        def locks = new Locks([], { made(it.name(), it.name() == 'm') }, { run, backups -> })

        when:
        locks.lock(['a', 'm', 'z'].collect { TargetRef.database(it) }, ana)

        then:
        thrown(Problem)
        done == ['take a', 'take m', 'close a']
    }

    def "runs without a database or a cache keep each other out by a file"() {
        given:
        def first = new FileLock(home.resolve('locks'), 'prod-shop')
        def second = new FileLock(home.resolve('locks'), 'prod-shop')
        first.take(ana)
        first.verify()

        when:
        second.take(ben)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.HELD
        problem.why().startsWith('run run-a of shop, by ana')

        when:
        first.close()
        second.take(ben)

        then: 'the first run is still open, and its note is kept'
        second.openRun('run-b').get() == ana

        when:
        second.release('run-a')

        then:
        second.openRun('run-b').empty
    }

    def "a lock file that can't be made is a matter of home, and one that was never taken is no lock"() {
        given:
        def blocked = home.resolve('blocked')
        blocked.toFile().text = 'a file'

        when:
        new FileLock(blocked, 'x').take(ana)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.JOURNAL

        when:
        new FileLock(home, 'x').verify()

        then:
        def lost = thrown(Problem)
        lost.exitCode() == ExitCode.HELD

        when: 'a note that a crash cut short'
        home.resolve('x.run').toFile().text = '{"run": "ru'

        then:
        new FileLock(home, 'x').openRun('run-b').empty
    }

    def "a lock's file in whose place is a folder, and notes that are none, are told and passed over"() {
        given:
        java.nio.file.Files.createDirectories(home.resolve('y.lock'))

        when:
        new FileLock(home, 'y').take(ana)

        then:
        def problem = thrown(Problem)
        problem.exitCode() == ExitCode.JOURNAL

        when:
        home.resolve('z.run').toFile().text = '[1]'
        home.resolve('w.run').toFile().text = ''
        def z = new FileLock(home, 'z')
        z.release('run-b')

        then:
        z.openRun('run-b').empty
        new FileLock(home, 'w').openRun('run-b').empty

        when: 'its own run goes on: the note is written again'
        z.take(ana)
        z.release('run-b')

        then:
        z.openRun('run-b').get() == ana

        cleanup:
        z?.close()
    }

    def "without a lock a run's note is taken away wherever it may be"() {
        given:
        def locks = new Locks([TargetRef.database('b'), TargetRef.database('a')], { made(it.name()) }, { run, backups -> })

        when:
        locks.release('run-a')

        then:
        done == ['release b', 'release a']
    }

    def "#process is #seen"() {
        expect:
        made.call(HolderProcess.self()).dead() == dead

        where:
        process                                      | made                                                           || dead
        'this process'                               | { it }                                                         || false
        'one with its number that began before'      | { new HolderProcess(it.where(), it.pid(), '1') }               || true
        'one that is not there'                      | { new HolderProcess(it.where(), 4_000_000L, '1') }             || true
        'one on another machine, or after a reboot'  | { new HolderProcess('elsewhere', 4_000_000L, '1') }            || false
        'one that said nothing of itself'            | { HolderProcess.of([:]) }                                      || false
        'one without a start'                        | { new HolderProcess(it.where(), 4_000_000L, '') }              || false
        'one as it wrote itself down'                | { HolderProcess.of(it.facts()) }                               || false
        seen = dead ? 'dead for certain' : 'not proven dead'
    }

    def "a killed process that its parent has not noticed yet is dead"() {
        given: 'a shell that does not wait for its child'
        def shell = ['bash', '-c', 'sleep 600 & echo $!; exec sleep 600'].execute()
        long child = shell.inputStream.newReader().readLine() as long
        def before = HolderProcess.of(child)

        expect:
        !before.dead()

        when:
        ['kill', '-9', child as String].execute().waitFor()

        then:
        new spock.util.concurrent.PollingConditions(timeout: 60).eventually {
            assert before.dead()
        }

        cleanup:
        shell?.destroyForcibly()
    }

    private Lock made(String order, boolean refuses = false) {
        Stub(Lock) {
            it.order() >> order
            take(_) >> {
                done << "take $order".toString()
                if (refuses) {
                    throw new Problem(ExitCode.HELD, 'held', '', '', 'wait')
                }
            }
            close() >> { done << "close $order".toString() }
            release(_) >> { done << "release $order".toString() }
        }
    }
}
