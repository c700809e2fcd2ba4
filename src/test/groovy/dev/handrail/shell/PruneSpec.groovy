package dev.handrail.shell

import dev.handrail.journal.Event
import dev.handrail.journal.Journal
import dev.handrail.shell.session.Seat
import dev.handrail.text.Redactor
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import java.time.temporal.ChronoUnit
import spock.lang.Specification
import spock.lang.TempDir

/** Old runs go when nobody needs them any more. */
class PruneSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()

    private int handrail(String... words) {
        out.reset()
        PrintStream to = new PrintStream(out, true)
        Seat seat = new Seat(to, to, [HOME: folder.toString()], folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    /** A run that began so many days ago; {@code events} are behind its start. */
    private void run(String id, int days, Event... events) {
        Clock clock = Clock.fixed(Instant.now().minus(days, ChronoUnit.DAYS), ZoneOffset.UTC)
        Journal.create(folder.resolve("home/runs/$id"), id, clock, new Redactor()).withCloseable { journal ->
            journal.append(new Event.RunStarted('book', 'Book', '/x.groovy', 'd', [:], 'prod', [:], [:], [:], 'ada', 'h', '1', null, null), true)
            events.each { journal.append(it, true) }
        }
    }

    private static Event done(List due = null) {
        new Event.RunFinished('done', 0, '', [], false, due)
    }

    private static List<Event> dumped(Path place) {
        [new Event.EffectStarted('a/b', 'forward', 1, '1', 'dump', 'database', 'main', 'once', [place: place.toString()]),
         new Event.EffectFinished('a/b', 'forward', 1, '1', 'dump', 'done', null, [place: place.toString()], null, 5)]
    }

    private Set<String> runs() {
        folder.resolve('home/runs').toFile().list() as Set
    }

    def "a run that is over and old goes, one that is needed stays and says why"() {
        given:
        Path backup = Files.createDirectories(folder.resolve('home/backups/1'))
        run('old', 100, done())
        run('young', 10, done())
        run('open', 100)
        run('later', 100, done([[section: 'cleanup', title: 'Drop it', at: '2020-01-01T00:00:00Z']]))
        run('kept', 100, *dumped(backup), done())
        run('gone', 100, *dumped(folder.resolve('home/backups/2')), done())

        expect:
        handrail('runs', 'prune', '--keep', '90d', '--dry-run') == 0
        runs().size() == 6

        and:
        handrail('runs', 'prune', '--keep', '90d') == 0
        runs() == ['young', 'open', 'later', 'kept'] as Set
        out.toString().contains('removed 2 runs, 3 older ones stay')
        out.toString().contains('stays    open of book')
        out.toString().contains("its backup is there: $backup")
        out.toString().contains('it left something for later: cleanup')
        handrail('runs') == 0
        !out.toString().contains('warning')
    }

    def "an altered journal is never removed, and nothing goes unless it is said how long runs stay"() {
        given:
        run('old', 100, done())
        Path journal = folder.resolve('home/runs/old/journal.jsonl')
        Files.writeString(journal, Files.readString(journal).replace('ada', 'eve'))

        expect:
        handrail('runs', 'prune', '--keep', '1d') == 0
        runs() == ['old'] as Set
        out.toString().contains("it can't be read")
        handrail('runs', 'prune') == 2
        handrail('runs', '--keep', '1d') == 2
        handrail('runs', 'prunne', '--keep', '1d') == 2
    }
}
