package dev.handrail.target.host

import dev.handrail.problem.Problem
import dev.handrail.runbook.Reading
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.time.Instant
import java.util.regex.Pattern
import java.util.zip.GZIPOutputStream
import spock.lang.Specification
import spock.lang.TempDir

class LogFileSpec extends Specification {
    static final Instant NOW = Instant.parse('2026-11-21T12:00:00Z')

    @TempDir
    Path folder

    Path file
    LogFile log

    void setup() {
        file = folder.resolve('api.log')
        log = new LogFile(file)
    }

    private void write(String text, Instant at = NOW) {
        write(file, text, at)
    }

    private static void write(Path to, String text, Instant at) {
        to.toFile().append(text)
        Files.setLastModifiedTime(to, FileTime.from(at))
    }

    private List<String> since(Reading mark, String pattern = 'ERROR') {
        log.since(mark, Pattern.compile(pattern)).rows()*.get(0)
    }

    def "only lines written since count, and only those that hold the pattern"() {
        given:
        write('ERROR old\nfine\n')
        Reading mark = log.mark(NOW)

        when:
        write('fine\nERROR new\nERROR half a line')

        then:
        since(mark) == ['ERROR new', 'ERROR half a line']
        since(mark, '') == ['fine', 'ERROR new', 'ERROR half a line']
        log.since(mark, ~/ERROR/).facts().count == 2
    }

    def "nothing new is no line, and a log that is not there yet has only new ones"() {
        given:
        Reading absent = log.mark(NOW)
        write('ERROR first\n')
        Reading mark = log.mark(NOW)

        expect:
        since(mark) == []
        log.since(mark, ~/./).facts().count == 0
        since(absent) == ['ERROR first']
    }

    def "after a rotation the rest of the old log, what lies between and the new one are read, in that order: #how"() {
        given:
        write('start\nERROR old\n')
        Reading mark = log.mark(NOW)
        write('ERROR late\n', NOW.plusSeconds(10))

        when:
        rotated(how)
        write(folder.resolve('api.log.1'), 'ERROR between\n', NOW.plusSeconds(20))
        write('ERROR now\n', NOW.plusSeconds(30))
        write(folder.resolve('api.log.old-copy'), 'ERROR of last week\n', NOW.minusSeconds(600_000))

        then:
        since(mark) == ['ERROR late', 'ERROR between', 'ERROR now']

        where:
        how << ['renamed', 'copied and cut off', 'packed']
    }

    private void rotated(String how) {
        Path older = folder.resolve(how == 'packed' ? 'api.log.2.gz' : 'api.log.2')
        if (how == 'packed') {
            new GZIPOutputStream(Files.newOutputStream(older)).withCloseable { it.write(Files.readAllBytes(file)) }
            Files.delete(file)
        } else if (how == 'renamed') {
            Files.move(file, older)
        } else {
            Files.copy(file, older)
            Files.write(file, new byte[0])
        }
        Files.setLastModifiedTime(older, FileTime.from(NOW.plusSeconds(10)))
    }

    def "a log that was cut off and has grown beyond where it stood is not taken for the same"() {
        given:
        write('old ' * 1000)
        Reading mark = log.mark(NOW)

        when:
        Files.write(file, ('ERROR other\n' * 1000).bytes)
        since(mark)

        then:
        Problem problem = thrown()
        problem.what().contains('gone in part')
    }

    def "a log that began empty and was rotated is read whole"() {
        given:
        write('')
        Reading mark = log.mark(NOW)
        write('ERROR one\n', NOW.plusSeconds(1))
        Files.move(file, folder.resolve('api.log-20261121'))
        write('ERROR two\n', NOW.plusSeconds(2))

        expect:
        since(mark) == ['ERROR one', 'ERROR two']
    }

    def "a missing log, a folder and what is no text are verdicts, not silence"() {
        when:
        since(log.mark(NOW))

        then:
        Problem gone = thrown()
        gone.what().startsWith('there is no log')

        when:
        Files.createDirectory(file)
        since(log.mark(NOW))

        then:
        Problem other = thrown()
        other.why().contains('no regular file')
    }

    def "little is kept of a long log: a thousand lines, the beginning of each"() {
        given:
        Reading mark = log.mark(NOW)
        file.toFile().withOutputStream { out ->
            20_000.times { out.write("ERROR $it ${'\u0000\u00ff' * 50}\n".getBytes('ISO-8859-1')) }
            out.write(('x' * 200_000 + 'ERROR too far\n').bytes)
            out.write(('ERROR' + 'y' * 200_000 + '\n').bytes)
        }

        when:
        Reading read = log.since(mark, ~/ERROR/)

        then:
        read.rows().size() == 1000
        read.total() == 20_001
        read.rows().every { it[0].length() <= 4000 }
    }
}
