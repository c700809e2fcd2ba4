package dev.handrail.faults

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveRedis
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.Future
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir

/**
 * The whole program is killed with kill -9 at chosen and at random moments of a run of every kind of work, goes on, and is
 * killed again. At the end database, cache, files and service are as one run without any kill leaves them.
 */
@Requires({ LivePostgres.available })
class KillReliabilitySpec extends Specification {
    static final boolean LONG = Boolean.getBoolean('reliability.long')
    static final int KILLS = Integer.getInteger('reliability.kills', LONG ? 1000 : 3)
    /** Runs that are driven at the same time, each on a site of its own. */
    static final int DRIVERS = Integer.getInteger('reliability.drivers', LONG ? 2 : 1)

    @Shared
    @TempDir
    Path folder

    @Shared
    LivePostgres postgres

    @Shared
    LiveRedis redis

    void setupSpec() {
        postgres = LivePostgres.server()
        redis = LiveRedis.server()
        if (LONG) {
            Program.train(folder)
        }
    }

    def "killed at aimed moments, every step happens exactly once"() {
        given:
        Site site = new Site(folder, postgres, redis, 7)
        Drive drive = new Drive(site, 'aimed', [
            new Blow.AtCommit(wire: site.wire, step: 'data/insert'),
            Blows.aimed(0, 14_000), new Blow.AtCommit(wire: site.wire, step: 'data/validate'), Blows.aimed(2, 300), new Blow.AtCommit(wire: site.wire, step: 'data/backfill'),
            Blows.aimed(1, 8_000), Blows.aimed(1, 1_000), Blows.aimed(1, 0)].iterator())

        when:
        List<String> wrong = drive.toTheEnd()

        then:
        assert wrong.empty: drive.story
        assert drive.between >= 4: drive.story

        cleanup:
        site.close()
    }

    @Tag('long')
    def "with its proofs taken away and questions answered blindly the same rig finds doubled work: it can fail"() {
        given:
        Site site = new Site(folder, postgres, redis, 7)
        Drive drive = new Drive(site, 'blind', [new Blow.AtCommit(wire: site.wire, step: 'data/insert')].iterator())
        drive.proofs = false

        when:
        List<String> wrong = drive.toTheEnd()

        then:
        assert wrong.contains('insert happened 2 times'): "$wrong $drive.story"

        cleanup:
        site.close()
    }

    def "killed at random, a thousand times in the long form, nothing is lost and nothing happens twice"() {
        given:
        AtomicInteger killed = new AtomicInteger()
        AtomicInteger runs = new AtomicInteger()
        long seed = Long.getLong('reliability.seed', System.nanoTime())
        def pool = Executors.newFixedThreadPool(DRIVERS)
        List<Drive> drives = Collections.synchronizedList([])
        List<String> wrong = Collections.synchronizedList([])
        long begin = System.nanoTime()

        when:
        List<Future> workers = (1..DRIVERS).collect { worker ->
            pool.submit({
                while (killed.get() < KILLS) {
                    int run = runs.incrementAndGet()
                    new Site(folder, postgres, redis, worker).withCloseable { site ->
                        Drive drive = new Drive(site, "r$run", new Blows(site.wire, seed + run, LONG ? 12 : 3))
                        drive.toTheEnd().each { wrong << "run $run: $it, after $drive.story".toString() }
                        drives << drive
                        killed.addAndGet(drive.kills)
                    }
                    tell(drives, wrong, seed, begin)
                }
            } as Callable)
        }
        workers*.get()

        then:
        assert wrong.empty: "seed $seed"
        !LONG || drives.sum { it.between } >= KILLS * 0.3

        cleanup:
        pool.shutdown()
    }

    private static synchronized void tell(List<Drive> drives, List<String> wrong, long seed, long begin) {
        Map<String, Integer> asked = [:]
        Map<String, Integer> hit = [:]
        drives.each { drive ->
            drive.asked.each { asked[it.key] = (asked[it.key] ?: 0) + it.value }
            drive.hit.each { hit[it.key] = (hit[it.key] ?: 0) + it.value }
        }
        Path told = Path.of(System.getProperty('handrail.build', 'target')).resolve('reliability-kills.txt')
        Files.writeString(told, """\
            seed $seed
            runs ${drives.size()}
            starts ${drives.sum { it.starts }}
            kills ${drives.sum { it.kills }}
            between an effect's start and its end ${drives.sum { it.between }}
            by step ${hit.sort()}
            asked, answered after a look ${asked.sort()}
            wrong ${wrong.size()} $wrong
            seconds ${(System.nanoTime() - begin).intdiv(1_000_000_000)}
            """.stripIndent())
    }
}
