package dev.handrail.target.host

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(180)
class ChildSpec extends Specification {
    @TempDir
    Path folder

    List<String> out = new CopyOnWriteArrayList<>()
    List<String> err = new CopyOnWriteArrayList<>()
    PollingConditions soon = new PollingConditions(timeout: 60)

    private Child start(Call call) {
        Child.start(call, Output.lines { out << it }, Output.lines { err << it })
    }

    private Call sh(String script) {
        Call.of('sh', '-c', script)
    }

    def "arguments arrive exactly as they were given, no shell reads them"() {
        when:
        int exit = start(Call.of('printf', '%s\n', '$(id)', 'a  b', '; echo x', '*', '', "it's")).await()

        then:
        exit == 0
        out == ['$(id)', 'a  b', '; echo x', '*', '', "it's"]
    }

    def "its exit status, its two outputs and its last line without an end are all seen"() {
        expect:
        start(sh('echo one; echo two >&2; printf three; exit 7')).await() == 7
        out == ['one', 'three']
        err == ['two']
    }

    def "it reads its input, its environment and its directory"() {
        given:
        Call call = new Call(SearchPath.ofEnvironment(), ['sh', '-c', 'cat; echo "$GREETING"; pwd'],
            [GREETING: 'hello'], folder, 'from us\n')

        when:
        start(call).await()

        then:
        out == ['from us', 'hello', folder.toRealPath().toString()]
    }

    def "without input it finds the end of it at once"() {
        expect:
        start(Call.of('cat')).await() == 0
        out == []
    }

    def "a program that does not read a large input does not hold us up"() {
        expect:
        start(Call.of('true').given('x' * 1_000_000)).await() == 0
    }

    def "carriage returns end lines and a line of any length stays bounded"() {
        when:
        start(sh('printf "10%%\\r20%%\\r\\nlast\\r"; head -c 100000 /dev/zero | tr "\\0" x')).await()

        then:
        out[0..2] == ['10%', '20%', 'last']
        out[3].startsWith('x' * Lines.LONGEST + ' … (')
        out[3].endsWith('(83616 more characters)')
    }

    def "bytes that are not UTF-8 do not stop it"() {
        when:
        start(sh('printf "a\\377b\\n"')).await()

        then:
        out == ['a\uFFFDb']
    }

    def "cancelling ends it and everything that it started, orphans included"() {
        given:
        Child child = start(sh('(sleep 60 & echo $!) ; sh -c "sleep 61 & echo \\$!; wait" & echo $!; wait'))
        soon.eventually { out.size() == 3 }

        when:
        child.cancel()
        int exit = child.await()

        then:
        exit == 143
        out.collect { it as long }.every { pid -> gone(pid) }
    }

    @Tag('long')
    def "what does not listen is killed after the grace"() {
        given:
        Child child = start(sh('trap "" TERM; echo ready; while true; do sleep 0.1; done'))
        soon.eventually { out == ['ready'] }

        when:
        child.cancel()

        then:
        child.await() == 137
    }

    def "waiting ends after the time given, the program goes on"() {
        given:
        Child child = start(Call.of('sleep', '60'))

        expect:
        child.await(Duration.ofMillis(50)).empty
        child.running()

        cleanup:
        child.cancel()
        child.await()
    }

    def "what runs on in the background does not hold up the end"() {
        when:
        Child child = start(sh('sleep 30 & echo done'))

        then:
        child.await() == 0
        out == ['done']

        cleanup:
        child.cancel()
        child.await()
    }

    def "it is in a session of its own, so that the terminal's Ctrl-C does not reach it"() {
        when:
        Child child = start(sh('cut -d" " -f6 /proc/$$/stat'))
        child.await()

        then:
        out == [child.pid() as String]
    }

    def "a taker that fails does not stop the program and is told at the end"() {
        given:
        Child child = Child.start(sh('for i in $(seq 50000); do echo "a line"; done'),
            Output.lines { throw new IllegalStateException('disk full') }, Output.nowhere())

        when:
        child.await()

        then:
        IllegalStateException told = thrown()
        told.message == 'disk full'
        !child.running()
    }

    def "a program that is not there is a problem that says where it was looked for and what to install"() {
        when:
        start(new Call(new SearchPath([folder]), [program], [:], folder, null))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == "the program '$program' was not found"
        problem.why().contains(folder.toString())
        problem.remedy().contains(remedy)

        where:
        program     | remedy
        'no-such'   | 'put its folder on PATH'
        'pg_dump'   | 'apt install postgresql-client'
        './deploy'  | 'install it'
    }

    def "a file that may not be executed says so"() {
        given:
        Files.writeString(folder.resolve('deploy'), '#!/bin/sh\n')

        when:
        start(new Call(new SearchPath([]), ['./deploy'], [:], folder, null))

        then:
        Problem problem = thrown()
        problem.what() == "the program './deploy' may not be executed"
        problem.remedy().contains('chmod +x')
    }

    def "the folder that comes first on the path wins, for the program and for what it starts"() {
        given:
        Path tool = folder.resolve('kubectl')
        Files.writeString(tool, '#!/bin/sh\necho "stand-in $*"\n')
        tool.toFile().setExecutable(true)
        SearchPath path = SearchPath.ofEnvironment().first(folder)

        when:
        start(new Call(path, ['kubectl', 'get'], [:], folder, null)).await()
        start(new Call(path, ['sh', '-c', 'kubectl from within'], [:], folder, null)).await()

        then:
        out == ['stand-in get', 'stand-in from within']
    }

    def "a directory that is not there is a problem"() {
        when:
        start(new Call(SearchPath.ofEnvironment(), ['true'], [:], folder.resolve('gone'), null))

        then:
        Problem problem = thrown()
        problem.what().contains("$folder/gone is not there")
    }

    private static boolean gone(long pid) {
        File stat = new File("/proc/$pid/stat")
        !stat.exists() || stat.text.contains(') Z ')
    }
}
