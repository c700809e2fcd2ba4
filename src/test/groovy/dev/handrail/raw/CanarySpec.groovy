package dev.handrail.raw

import dev.handrail.shell.Front
import dev.handrail.shell.notice.Hook
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Fifty secrets, given to a program that says them all: none is found wherever anything is written. */
class CanarySpec extends Specification {
    private static final List<String> SHAPES = ['%s', 'p@ss/%s+x=', '"%s"\'', '%s with blanks', '$(%s)`x`', '\\%s\\n', 'ü字%s', '%s&a=b#c', '[%s]{2}(.*)?', '-----BEGIN KEY-----\n%s-line-of-it\n-----END KEY-----']

    @TempDir
    Path folder

    @AutoCleanup
    Hook hook = Hook.answering(200)

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private static String core(int i) {
        "canary${i}q${(i + 17) * 7919}"
    }

    private int handrail(String... words) {
        Seat seat = new Seat(new PrintStream(out, true, 'UTF-8'), new PrintStream(err, true, 'UTF-8'),
            [HOME: folder.toString(), GITHUB_STEP_SUMMARY: "$folder/summary.md".toString(), HOOK: hook.url], folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    def "fifty secrets, every way out, #level: none is found"() {
        given:
        Path kept = Files.createTempDirectory('canaries')
        50.times { Files.writeString(kept.resolve("s$it"), SHAPES[it % SHAPES.size()].replace('%s', core(it))) }
        Files.writeString(folder.resolve('handrail.yml'), "environments:\n  prod:\n    notify: { ops: { url: \"env:HOOK\" } }\n    secrets:\n" +
            (0..49).collect { "      s$it: \"file:$kept/s$it\"\n" }.join())
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('say'), '#!/bin/sh\nenv | grep "^S[0-9]"\nenv | grep "^S[0-9]" >&2\ncat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" "\\n" | grep -o "canary[0-9]*q[0-9]*" > "$(dirname "$0")/cmdline"\nexit 3\n')
        folder.resolve('say').toFile().executable = true
        Files.writeString(folder.resolve('runbooks/birds.groovy'), "runbook('birds', 'Birds') {\n  section('a') {\n    step('say') { command(['$folder/say']) {\n" +
            (0..49).collect { "      env S$it: secret('s$it')\n" }.join() + "    }; rollback { command 'true' } }\n  }\n}\n")

        when:
        int exit = handrail('run', 'birds', '--env', 'prod', '--yes', 'changes', '--metrics-file', "$folder/metrics.prom", *more)
        ['md', 'html', 'json', 'junit', 'github'].each { handrail('report', '--format', it) }
        handrail('status')
        handrail('runs')
        String said = out.toString('UTF-8') + err.toString('UTF-8') + hook.texts().join('\n')
        folder.toFile().traverse(type: groovy.io.FileType.FILES) { said += it.getText('UTF-8') }

        then: 'the program did say them'
        exit == 1
        said.contains('<secret s0>')
        said.contains('# birds on prod') && said.contains('handrail_run_exit_code') && said.contains('FAILED')
        (0..49).findAll { said.contains(core(it)) } == []
        folder.resolve('cmdline').toFile().text == ''

        cleanup:
        kept?.toFile()?.deleteDir()

        where:
        level   | more
        'plain' | []
        'json'  | ['--json']
        'debug' | ['--debug']
    }
}
