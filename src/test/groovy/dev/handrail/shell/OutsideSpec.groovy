package dev.handrail.shell

import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Text from outside on every way out: nothing in it moves a cursor or turns the reading order, and no secret is in it. */
class OutsideSpec extends Specification {
    private static final String HOSTILE = 'A\u001b[2J\u001b]0;t\u0007\u009b31m\u0085\u007f\u202e\u2066\u200b\u2028\ufeff\u061c\b\rZ'
    private static final String UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/

    @TempDir
    Path folder

    StringBuilder shown = new StringBuilder()

    private int handrail(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream()
        ByteArrayOutputStream err = new ByteArrayOutputStream()
        Seat seat = new Seat(new PrintStream(out, true, 'UTF-8'), new PrintStream(err, true, 'UTF-8'),
            [HOME: folder.toString(), SUDO_USER: "ana$HOSTILE".toString()], folder, { Optional.empty() }, { 80 }, false, false, false)
        int exit = Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
        shown << "\n== $exit\n" << out.toString('UTF-8') << err.toString('UTF-8')
        exit
    }

    private String written() {
        List<String> all = []
        folder.resolve('home').toFile().eachFileRecurse { File file ->
            if (file.file && !file.path.contains('/compiled/')) {
                all << "== $file.name\n$file.text".toString()
            }
        }
        all.join('\n')
    }

    private static List<String> unsafe(String text) {
        text.readLines().findAll { it =~ UNSAFE }.collect { it.replaceAll(UNSAFE) { '<' + Integer.toHexString(it.codePointAt(0)) + '>' } }
    }

    private void script(String name, String text) {
        Files.writeString(folder.resolve(name), "#!/bin/sh\n$text\n")
        folder.resolve(name).toFile().setExecutable(true)
    }

    def "hostile text is escaped on every way out"() {
        given:
        String escaped = HOSTILE.collect { String.format('\\u%04x', it as char as int) }.join('')
        Files.writeString(folder.resolve('said'), "$HOSTILE\n$HOSTILE")
        script('says', 'cat said; cat said >&2; exit ${1:-0}')
        Files.writeString(folder.resolve("file$HOSTILE".toString().replace('/', '')), '')
        Files.writeString(folder.resolve('book.groovy'), """
            String given = input('given', 'x', 'Given $escaped')
            runbook('book', 'Title $escaped') {
              owner 'own $escaped'
              contact 'con $escaped', 'tact $escaped'
              description 'about $escaped'
              section('a', 'Section $escaped') {
                note 'noted $escaped'
                step('one', 'Step $escaped') {
                  note 'note $escaped'
                  hint 'hint $escaped'
                  command(['./says']) { env GIVEN: given; capture 'said' }
                  check('check $escaped') { command './says'; expect 'no $escaped' }
                  rollback { command 'true' }
                }
                step('two') { manual 'Do $escaped'; answer 'yes $escaped'; evidence 'Show $escaped'; rollback { command 'true' } }
                step('three') { command './says', '3', given; rollback { command './says', '4' } }
              }
            }
            """.stripIndent())

        when:
        String[] answers = ['--yes', 'changes', '--set', "given=$HOSTILE", '--label', "ticket=$HOSTILE",
                            '--answer', "a/two=yes $HOSTILE", '--evidence', "a/two=$HOSTILE"]
        handrail(['check', 'book.groovy'] as String[])
        handrail(['check', 'book.groovy', '--format', 'json'] as String[])
        handrail('show', 'book.groovy')
        handrail('show', 'book.groovy', '--format', 'json')
        handrail('plan', 'book.groovy', '--set', "given=$HOSTILE")
        handrail('--json', 'plan', 'book.groovy', '--set', "given=$HOSTILE")
        handrail(['run', 'book.groovy', *answers] as String[])
        String run = folder.resolve('home/runs').toFile().list()?.first()
        assert run: shown
        handrail('note', "by the way $HOSTILE")
        handrail('resume', run, '--yes', 'changes', '--skip', "a/one=why $HOSTILE", '--answer', "a/two=no $HOSTILE", '--evidence', 'a/two=x')
        handrail('--json', 'resume', run, '--yes', 'changes', '--by-hand', "a/two=mine $HOSTILE")
        handrail('--json', '--debug', 'rollback', run, '--yes', 'changes')
        handrail('status', run)
        handrail('--json', 'status', run)
        handrail('runs')
        handrail('--json', 'runs')
        handrail('report', run)
        handrail('report', run, '--format', 'json')
        handrail('abandon', run, '--reason', "enough $HOSTILE")
        handrail('run', "no$HOSTILE")
        handrail('run', "./no${HOSTILE}.groovy")
        handrail('resume', "no$HOSTILE")
        handrail('--env', "no$HOSTILE", 'env')
        handrail('--service', "api=http://127.0.0.1:1/$HOSTILE", 'env')
        handrail('--json', '--database', "main=host=127.0.0.1 port=1 dbname=$HOSTILE", 'env')
        Files.writeString(folder.resolve('handrail.yml'), "environments:\n  \"odd$escaped\": { services: { api: \"x\" } }\n")
        handrail('env')
        Files.writeString(folder.resolve('handrail.yml'), "environments: { odd: { services: { \"a$escaped\": \"http://x/$escaped\" } } }\n")
        handrail('--env', 'odd', 'env')
        handrail('--json', '--env', 'odd', 'env')
        handrail("no$HOSTILE")
        handrail('run', 'book.groovy', "--no$HOSTILE")
        handrail('run', 'book.groovy', '--confirm', "no$HOSTILE=x")
        handrail('run', 'book.groovy', '--set', "no$HOSTILE=x")
        handrail('list', "no$HOSTILE")
        handrail('--home', folder.resolve("home$HOSTILE").toString(), 'runs')

        then:
        shown.count('handrail itself failed') == 0
        unsafe(shown.toString()) == []
        unsafe(written()) == []
        shown.toString().contains('Title')
        written().contains('by the way')
    }

    def "a secret is found nowhere, in none of its forms, at no level"() {
        given:
        Map<String, String> canaries = [plain: 'CANARY-0a1b2c3d', marks: 'CANARY p@ss/w:rd+%"q\\b', lines: 'CANARY-first-line\nCANARY-second-line', word: 'CANARY']
        canaries.each { name, value -> Files.writeString(folder.resolve("secret-$name"), value) }
        List<String> forms = canaries.values().collectMany { value ->
            String base64 = value.bytes.encodeBase64().toString()
            [value, *(0..2).collect { (('x' * it) + value).bytes.encodeBase64().toString()[4..-6] }.findAll { it.size() > 11 }, base64, base64.replaceAll('=+$', ''), URLEncoder.encode(value, 'UTF-8'), value.replace('\\', '\\\\').replace('"', '\\"')] + value.readLines()
        }
        script('tells', '''
            for s in "$PLAIN" "$MARKS" "$LINES" "$WORD" "$JOINED" "$(cat)"; do
              printf '%s\\n' "$s"; printf '%s' "$s" | base64 -w0; echo; printf '%s\\n' "$s" >&2
            done
            tr '\\0' ' ' </proc/$$/cmdline; tr '\\0' ' ' </proc/$PPID/cmdline; exit $1''')
        Files.writeString(folder.resolve('handrail.yml'), """
            environments:
              live:
                services: { api: "http://127.0.0.1:1" }
                secrets: { ${canaries.keySet().collect { "$it: \"file:$folder/secret-$it\"" }.join(', ')} }
            """.stripIndent())
        Files.writeString(folder.resolve('book.groovy'), '''
            runbook('book') {
              service 'api'
              section('a') {
                ['0', '1'].each { String how ->
                  step("tells-${how}") {
                    command(['./tells', how]) {
                      env PLAIN: secret('plain'), MARKS: secret('marks'), LINES: secret('lines'), WORD: secret('word')
                      env JOINED: "Bearer ${secret('plain')}, ${secret('marks')}"
                      input secret('plain')
                      capture 'said'
                    }
                    check('again') { command './tells', '0'; expect 'x' }
                    rollback { command(['./tells', '2']) { env PLAIN: secret('plain') } }
                  }
                }
                step('calls') {
                  http { post '/login'; header 'Authorization', "Bearer ${secret('marks')}"; json([token: secret('plain')]) }
                  rollback { command 'true' }
                }
              }
            }
            '''.stripIndent())

        when:
        handrail('--env', 'live', 'plan', 'book.groovy')
        handrail('--env', 'live', '--json', '--debug', 'run', 'book.groovy', '--yes', 'changes')
        String run = folder.resolve('home/runs').toFile().list()?.first()
        assert run: shown
        handrail('--debug', 'resume', run, '--yes', 'changes', '--skip', 'a/tells-0=x')
        handrail('--debug', 'resume', run, '--yes', 'changes', '--skip', 'a/tells-1=x')
        handrail('--debug', 'rollback', run, '--yes', 'changes')
        handrail('status', run)
        handrail('report', run)
        handrail('report', run, '--format', 'json')

        then:
        shown.readLines().findAll { line -> forms.any { line.contains(it) } } == []
        written().readLines().findAll { line -> forms.any { line.contains(it) } } == []
        shown.contains('a/tells-0')
        written().contains('tells')
    }
}
