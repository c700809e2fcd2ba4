package dev.handrail.target

import dev.handrail.live.Child
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import dev.handrail.live.Often
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Guard
import dev.handrail.runbook.History
import dev.handrail.runbook.TargetRef
import dev.handrail.settings.Environment
import dev.handrail.text.Redactor
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Path
import java.time.Clock
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/** One run per target, whoever starts at the same moment and however the one before ended. */
@Requires({ LivePostgres.available })
class LockReliabilitySpec extends Specification {
    static final List<TargetRef> DATABASE = [TargetRef.database('main')]
    static final List<TargetRef> CACHE = [TargetRef.cache('c')]
    static final List<TargetRef> FILE = [TargetRef.HOST]
    static final Map<String, List<TargetRef>> KINDS = [database: DATABASE, cache: CACHE, file: FILE]

    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    @Shared
    String name = server.newDatabase()
    @Shared
    String other = server.newDatabase()

    def "of runs that start at the same moment on #kind one holds it, each time"() {
        given:
        int starters = 5
        def pool = Executors.newFixedThreadPool(starters)
        List<Reach> runs = (1..starters).collect { mine("run-$it") }
        List<Integer> holders = []
        List<ExitCode> refusals = [].asSynchronized()

        when:
        rounds.times {
            CyclicBarrier start = new CyclicBarrier(starters)
            holders << pool.invokeAll(runs.withIndex().collect { Reach run, int i -> {
                start.await(30, TimeUnit.SECONDS)
                taken(run, targets, "run-$i", refusals) ? 1 : 0
            } as Callable<Integer> })*.get().sum()
            runs*.guard()*.close()
        }

        then:
        holders == [1] * rounds
        refusals.every { it == ExitCode.HELD }

        cleanup:
        pool.shutdownNow()
        runs*.close()

        where:
        kind         | targets
        'a database' | DATABASE
        'a cache'    | CACHE
        'a file'     | FILE
        rounds = Often.times(20, 100)
    }

    def "of processes that start at the same moment never two hold a database, a cache or a file"() {
        given:
        List<Child> children = (1..Often.times(3, 10)).collect {
            new Child(StartingProcess, server.conninfo(name), LiveRedis.server().url(9), home.toString(), "run-p$it", Often.times(30, 50) as String)
        }

        expect:
        new PollingConditions(timeout: 300).eventually {
            assert children.every { it.said('ended') }
        }
        children.every { !it.lines.any { line -> line.startsWith('two') } }
        KINDS.keySet().every { kind -> children.sum { it.lines.find { line -> line.startsWith("had $kind") }.split(' ')[2] as int } > 0 }

        cleanup:
        children*.close()
    }

    def "two runs that name their targets in opposite order never wait for each other"() {
        given:
        def there = [TargetRef.database('main'), TargetRef.database('other')]
        def one = mine("run-1")
        def two = mine("run-2")
        def pool = Executors.newFixedThreadPool(2)
        AtomicInteger inside = new AtomicInteger()
        AtomicInteger most = new AtomicInteger()

        when:
        List<Integer> had = pool.invokeAll([[one, there], [two, there.reverse()]].collect { Reach run, List<TargetRef> targets -> {
            int times = 0
            long begin = System.nanoTime()
            while (times < rounds && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(120)) {
                if (taken(run, targets, run.is(one) ? 'run-1' : 'run-2', [])) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max)
                    times++
                    inside.decrementAndGet()
                    run.guard().close()
                }
            }
            times
        } as Callable<Integer> })*.get()

        then:
        had == [rounds, rounds]
        most.get() == 1

        cleanup:
        pool.shutdownNow()
        [one, two]*.close()

        where:
        rounds = Often.times(15, 500)
    }

    def "the locks of a process that was killed are held by the next run soon, in the long form within five seconds"() {
        given:
        Child child = new Child(HoldingProcess, server.conninfo(name), LiveRedis.server().url(9), home.toString())
        new PollingConditions(timeout: 60).eventually {
            assert child.said('held')
        }
        Map<String, Reach> next = KINDS.collectEntries { kind, targets -> [kind, mine("run-$kind")] }
        List<ExitCode> refusals = []
        Set<String> won = []

        expect:
        KINDS.every { kind, targets -> !taken(next[kind], targets, 'run-next', refusals) }
        refusals == [ExitCode.HELD] * 3

        when:
        child.kill()

        then:
        new PollingConditions(timeout: Often.times(60, 5), delay: 0.05).eventually {
            assert KINDS.every { kind, targets -> kind in won || taken(next[kind], targets, 'run-next', []) && won.add(kind) }
        }

        cleanup:
        next?.values()*.close()
        child?.close()
    }

    private static boolean taken(Reach run, List<TargetRef> targets, String id, List<ExitCode> refusals) {
        try {
            run.guard().lock(targets, new Guard.Holder(id, 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z'))
            run.guard().verify()
            true
        } catch (Problem problem) {
            refusals << problem.exitCode()
            false
        }
    }

    private Reach mine(String run) {
        reach(run, [main: server.conninfo(name), other: server.conninfo(other)], LiveRedis.server().url(9), home)
    }

    static Reach reach(String run, Map<String, String> databases, String cache, Path home) {
        def environment = new Environment('test', false,
            databases.collectEntries { n, c -> [n, new Environment.DatabaseBinding(c, null, null, null, 'spec')] },
            [c: new Environment.CacheBinding(cache, null, 'spec')], [:], [:], [:], [:], false)
        History none = [took: { Optional.empty() }, passedIn: { Optional.empty() }] as History
        new Reach(new Scope(environment, [], home, home, run), Results.none('now'), none, Clock.systemUTC(), new Redactor())
    }

    /** Takes each lock over and over; while it holds it, it alone makes a file, and takes it away before it gives it back. */
    static class StartingProcess {
        static void main(String[] arguments) {
            def (String connect, String cache, String home, String run, String rounds) = arguments
            KINDS.each { kind, targets ->
                File mark = new File(home, "inside-$kind")
                int had = 0
                reach(run, [main: connect], cache, Path.of(home)).withCloseable { reach ->
                    (rounds as int).times {
                        if (taken(reach, targets, run, [])) {
                            if (!mark.createNewFile()) {
                                println 'two hold it'
                            }
                            had++
                            mark.delete()
                            reach.guard().close()
                        }
                    }
                }
                println "had $kind $had"
            }
            println 'ended'
            System.out.flush()
        }
    }

    static class HoldingProcess {
        static void main(String[] arguments) {
            def (String connect, String cache, String home) = arguments
            List<Reach> all = KINDS.collect { kind, targets ->
                Reach run = reach('run-child', [main: connect], cache, Path.of(home))
                assert taken(run, targets, 'run-child', [])
                run
            }
            println 'held'
            System.out.flush()
            new CountDownLatch(1).await()
            all*.close()
        }
    }
}
