package dev.handrail.target

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Guard
import dev.handrail.runbook.TargetRef
import dev.handrail.target.guard.FileLock
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
        def locks = new Locks([], { made(it.name() == 'alias' ? 'x' : it.name()) })

        when:
        locks.lock(['z', 'x', 'alias', 'a'].collect { TargetRef.database(it) }, ana)

        then:
        done == ['take a', 'take x', 'take z']
    }

    def "where one lock is refused, those taken before are given back"() {
        given:
        def locks = new Locks([], { made(it.name(), it.name() == 'm') })

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
        }
    }
}
