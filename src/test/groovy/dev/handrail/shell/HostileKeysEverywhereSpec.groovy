package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.live.LiveRedis
import dev.handrail.report.Xml
import dev.handrail.shell.session.Seat
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import java.nio.file.Files
import java.nio.file.Path

/** Names of keys that would move the cursor, turn the reading order or end a record: on screen, in the journal, in every report. */
@Timeout(180)
class HostileKeysEverywhereSpec extends Specification {
    static final List<String> NAMES = ['\u001b[2J\u001b]0;pwned\u0007', 'a\nfake: DONE', 'b\rover', 'c\u202etxt.exe', 'd\u009b31m', 'e|f`g*h',
                                       '<script>alert(1)</script>', ']]>&amp;"\'', '{"type":"run.finished"}', '\u200bzero', '::error::x', '\u2028line']
    /** What moves a cursor, ends a line or turns the reading order. */
    static final String RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/

    @Shared
    @AutoCleanup('stop')
    LiveRedis server = LiveRedis.start()
    @TempDir
    Path folder
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true, 'UTF-8'), new PrintStream(err, true, 'UTF-8'), [HOME: folder.toString(), PATH: System.getenv('PATH')],
            folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString(), '--cache', "keys=${server.url()}".toString()] + (words as List)) as String[]).status()
    }

    private static String bare(String text) { text.replaceAll('\u001b\\[[0-9;]*m', '') }

    private void clean(String what, String text) {
        assert (bare(text) =~ RAW).collect { Integer.toHexString((it as String).codePointAt(0)) } == [], what
    }

    private static void set(LiveRedis redis, String key) {
        byte[] name = key.getBytes('UTF-8')
        new Socket(InetAddress.loopbackAddress, redis.port).withCloseable { Socket s ->
            s.outputStream << "AUTH $LiveRedis.PASSWORD\r\n*3\r\n\$3\r\nSET\r\n\$${name.length}\r\n"
            s.outputStream.write(name)
            s.outputStream << "\r\n\$1\r\nx\r\n"
            s.outputStream.flush()
            def reader = s.inputStream.newReader('UTF-8')
            assert [reader.readLine(), reader.readLine()] == ['+OK', '+OK']
        }
    }

    def "none of them gets out raw, and none of them is lost"() {
        given:
        NAMES.each { set(server, 'perm:' + it); set(server, 'more:' + it) }
        Files.writeString(folder.resolve('r.groovy'), '''runbook('r', 'R') {
  cache 'keys'
  section('s', 'S') {
    step('flush', 'Keys go') {
      require('which') { redis 'big keys', 'perm:*'; warn some }
      flush { keys 'perm:*' }
      check('left') { redis 'big keys', 'more:*'; expect none }
    }
  }
}
''')

        expect: 'the screen, in colour and without, and the lines of JSON'
        handrail('plan', 'r.groovy', '--color', 'always') == 0
        clean('plan', out.toString('UTF-8'))
        out.toString('UTF-8').contains('perm:')
        handrail('run', 'r.groovy', '--yes', 'changes', '--color', 'always') == 1
        clean('screen', out.toString('UTF-8') + err.toString('UTF-8'))

        and: 'the journal, a record a line'
        Path run = Files.list(folder.resolve('home/runs')).withCloseable { it.findFirst().get() }
        String journal = Files.readString(run.resolve('journal.jsonl'))
        clean('journal', journal)
        journal.readLines().every { Json.read(it) instanceof Map }
        journal.readLines().count { it.contains('"type":"run.finished"') || it.contains('"type":"run.paused"') } <= 2
        def kept = journal.readLines().collect { Json.read(it) }.findAll { it.type == 'check.judged' }.toString()
        kept.contains('more:e|f`g*h')

        and: 'every report'
        ['md', 'json', 'html', 'junit', 'github'].each { String form ->
            assert handrail('report', '--format', form) == 0
            String text = out.toString('UTF-8')
            clean(form, text)
            if (form == 'html' || form == 'junit') {
                assert new Xml(text).all('//script') == []
            }
            if (form == 'md' || form == 'github') {
                assert !text.readLines().any { it.startsWith('fake: DONE') || it.startsWith('::error::') }
            }
            if (form == 'json') {
                assert Json.read(text) instanceof Map
            }
        }
        handrail('status') == 0
        clean('status', out.toString('UTF-8') + err.toString('UTF-8'))
    }
}
