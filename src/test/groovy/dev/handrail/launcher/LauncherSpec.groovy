package dev.handrail.launcher

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** The shell script alone, with a java and a mvn that only write down how they were called. */
class LauncherSpec extends Specification {
    static final List<String> TOOLS = ['sh', 'find', 'readlink', 'mkdir', 'mv', 'rm', 'tail', 'cat', 'sleep', 'sed',
                                       'head', 'nice', 'timeout', 'touch', 'chmod', 'flock', 'cksum', 'tr', 'printf', 'kill']

    @TempDir
    Path folder
    Path root
    Path tools
    Path jdk
    Path jar
    Path cache
    Map<String, String> environment

    def setup() {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('rwxr-xr-x'))
        root = Files.createDirectories(folder.resolve('a check out')).toRealPath()
        jar = root.resolve('target/app/handrail.jar')
        cache = folder.resolve('cache/handrail')
        tools = Files.createDirectories(folder.resolve('tools'))
        TOOLS.each { tool ->
            Path real = ['/usr/bin', '/bin'].collect { Path.of(it, tool) }.find { Files.exists(it) }
            if (real) {
                Files.createSymbolicLink(tools.resolve(tool), real)
            }
        }
        jdk = fakeJdk('jdk', '17.0.9')
        environment = [PATH: tools.toString(), JAVA_HOME: jdk.toString(), XDG_CACHE_HOME: cache.parent.toString(),
                       CI: '1', LOG: folder.resolve('log').toString()]
        script(tools.resolve('mvn'), '''
            echo "mvn $*" >>"$LOG"
            [ -z "$MVN_FAILS" ] || { echo "[ERROR] no such symbol"; exit 1; }
            [ -z "$MVN_WAITS" ] || sleep 0.3
            root=${4%/pom.xml}
            mkdir -p "$root/target/app" && echo built >"$root/target/app/handrail.jar"
            ''')
        Files.createDirectories(root.resolve('shell'))
        Files.copy(Path.of('shell/handrail'), root.resolve('shell/handrail'))
        Files.setPosixFilePermissions(root.resolve('shell/handrail'), PosixFilePermissions.fromString('rwxr-xr-x'))
        source('src/main/java/Main.java', 'first')
        Files.writeString(root.resolve('pom.xml'), '<project/>')
    }

    def "it runs what is built, with every argument as it was given"() {
        given:
        alreadyBuilt()

        when:
        Run run = handrail('run', 'two words', '', '*', "it's", '--set', 'a=$b')

        then:
        run.exit == 0
        run.arguments.takeRight(9) == ['-jar', jar.toString(), 'run', 'two words', '', '*', "it's", '--set', 'a=$b']
        run.arguments.containsAll(['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m'])
        run.err == ''
        log() == []
    }

    def "it finds its checkout through links and from anywhere"() {
        given:
        alreadyBuilt()
        Path bin = Files.createDirectories(folder.resolve('bin'))
        Files.createSymbolicLink(bin.resolve('first'), root.resolve('shell/handrail'))
        Files.createSymbolicLink(bin.resolve('second'), Path.of('first'))

        expect:
        start(bin, [bin.resolve('second').toString()]).arguments.contains(jar.toString())
        start(bin, ['./second']).arguments.contains(jar.toString())
        start(root.resolve('shell'), ['sh', 'handrail']).arguments.contains(jar.toString())
        start(bin, ['sh', '-c', "PATH=$bin:\$PATH; second x".toString()]).arguments.contains(jar.toString())
    }

    def "java is JAVA_HOME's, else the one on PATH, and is started once"() {
        given:
        alreadyBuilt()
        Path other = fakeJdk('other', '21.0.1')
        Files.createSymbolicLink(tools.resolve('java'), other.resolve('bin/java'))

        expect:
        handrail('x').java == jdk.resolve('bin/java').toString()

        when:
        environment.remove('JAVA_HOME')

        then:
        handrail('x').java == tools.resolve('java').toString()
        handrail('x').out.readLines().count { it.startsWith('java ') } == 1
    }

    def "java #version is refused in a plain sentence"() {
        given:
        alreadyBuilt()
        environment.JAVA_HOME = fakeJdk('old', version).toString()

        when:
        Run run = handrail('list')

        then:
        run.exit == 7
        run.err.contains("java is version $version, and 17 or newer is needed")
        run.out == ''

        where:
        version << ['1.8.0_402', '11.0.22', '16']
    }

    def "a java that is not there is said so: #what"() {
        given:
        alreadyBuilt()
        environment.remove('JAVA_HOME')
        environment.putAll(more)

        when:
        Run run = handrail('list')

        then:
        run.exit == 7
        run.err.contains(what)
        run.err.contains('do: ')

        where:
        more                   | what
        [:]                    | 'there is no java on PATH'
        [JAVA_HOME: '/nowhere'] | 'JAVA_HOME is /nowhere and has no bin/java'
    }

    def "newer JVMs are told what they would warn of"() {
        given:
        alreadyBuilt()
        environment.JAVA_HOME = fakeJdk('new', '25.0.3').toString()

        expect:
        handrail('x').arguments.contains('--enable-native-access=ALL-UNNAMED')
        !handrail('x').arguments.any { it.startsWith('-Xshare') }
    }

    def "archives of classes stay where they were made for, in JVMs known to understand that: java #version"() {
        given:
        alreadyBuilt()
        environment.JAVA_HOME = fakeJdk('this', version).toString()

        expect:
        handrail('x').arguments.contains('-XX:ArchiveRelocationMode=0') == said

        where:
        version  | said
        '17.0.9' | true
        '25.0.3' | true
        '26'     | false
    }

    def "the caller's own JVM options come last and win"() {
        given:
        alreadyBuilt()
        environment.HANDRAIL_JAVA_OPTS = '-Xmx1g -Dx=y'

        when:
        List<String> arguments = handrail('x').arguments

        then:
        arguments.indexOf('-Xmx1g') > arguments.indexOf('-Xmx256m')
        arguments.indexOf('-Dx=y') < arguments.indexOf('-jar')
    }

    def "what is not built is built first, and stdout stays clean"() {
        when:
        Run run = handrail('resume')

        then:
        run.exit == 0
        run.err == 'handrail: building handrail (once, about a minute) …\n'
        run.out.readLines().first().startsWith('java ')
        log() == ["mvn -q -B -f $root/pom.xml -Dmaven.test.skip=true -Dhandrail.tar.skip=true package".toString()]

        when:
        Run next = handrail('run', 'x')

        then:
        next.err == ''
        log().size() == 1
    }

    def "newer sources are built again: #change"() {
        given:
        handrail('list')
        later(changed)

        when:
        Run run = handrail(arguments as String[])

        then:
        run.exit == 0
        run.err.contains('building handrail')
        log().size() == 2
        handrail('list').err == ''

        where:
        changed                     | arguments
        'src/main/java/Main.java'   | ['run', 'x']
        'src/main/java'             | []
        'pom.xml'                   | ['run', 'x', '--env', 'sandbox']
        'src/main/java/Main.java'   | ['run', 'x', '--env=sandbox', '--database', 'main=service=y']
        change = "$changed, ${arguments.join(' ')}"
    }

    def "it never builds again under #arguments"() {
        given:
        handrail('list')
        later('src/main/java/Main.java')

        when:
        Run run = handrail(arguments as String[])

        then:
        run.exit == 0
        run.err == 'handrail: sources are newer than the build; going on with what is built\n'
        run.arguments.takeRight(arguments.size()) == arguments
        log().size() == 1

        where:
        arguments << [['resume'], ['--home', '/x', 'resume', 'id'], ['rollback'], ['run', '--plan', 'file'],
                      ['run', '--plan=file'], ['run', 'x', '--env', 'prod'], ['--env=prod', 'run', 'x'],
                      ['run', 'x', '--database', 'main=service=y'], ['run', 'x', '--cache=c=redis://h']]
    }

    def "a source from the future is built once, not at each start"() {
        given:
        handrail('list')
        modified(root.resolve('pom.xml'), -3600)

        expect:
        handrail('list').err.contains('building')
        handrail('list').err == ''
    }

    def "a version is that of the build, whatever the sources are"() {
        given:
        handrail('list')
        later('src/main/java/Main.java')

        expect:
        handrail('--version').err == ''
        log().size() == 1
    }

    def "a build that fails shows its last lines, ends with 7 and leaves what was built"() {
        given:
        handrail('list')
        later('src/main/java/Main.java')
        environment.MVN_FAILS = 'yes'

        when:
        Run run = handrail('list')

        then:
        run.exit == 7
        run.out == ''
        run.err.contains('[ERROR] no such symbol')
        run.err.contains('do: mend what it says')
        Files.readString(jar) == 'built\n'
        handrail('resume').exit == 0
    }

    def "of several starts at once one builds and the others wait for it"() {
        given:
        environment.MVN_WAITS = 'yes'
        if (lock == 'mkdir') {
            Files.delete(tools.resolve('flock'))
        }

        when:
        List<Run> runs = (1..3).collect { begin(root, ["$root/shell/handrail".toString(), 'x']) }*.end()

        then:
        runs*.exit == [0, 0, 0]
        log().size() == 1
        runs.count { it.err.contains('building') } == 1

        where:
        lock << ['flock', 'mkdir']
    }

    def "a lock left by a build that was killed is taken over"() {
        given:
        Files.delete(tools.resolve('flock'))
        Path lock = Files.createDirectories(root.resolve('target/.build.lock.d'))
        Files.writeString(lock.resolve('pid'), '999999999')

        expect:
        handrail('x').exit == 0
        !Files.exists(lock)
    }

    def "a build does not write over the jar that a running handrail has open"() {
        given:
        handrail('list')
        def before = Files.readAttributes(jar, 'unix:ino').ino
        RandomAccessFile open = new RandomAccessFile(jar.toFile(), 'r')
        later('src/main/java/Main.java')

        when:
        handrail('list')

        then:
        open.readLine() == 'built'
        Files.readAttributes(jar, 'unix:ino').ino != before

        cleanup:
        open?.close()
    }

    def "without Maven it says what to install, or goes on with what is built"() {
        given:
        if (built) {
            alreadyBuilt()
            later('src/main/java/Main.java')
        }
        Files.delete(tools.resolve('mvn'))

        when:
        Run run = handrail('list')

        then:
        run.exit == exit
        run.err.contains(said)

        where:
        built | exit | said
        false | 7    | 'apt-get install maven'
        true  | 0    | 'going on with what is built'
    }

    def "a checkout that can't be written is not built: what is there runs"() {
        given:
        if (built) {
            alreadyBuilt()
            later('src/main/java/Main.java')
        }
        Files.createDirectories(root.resolve('target'))
        Files.setPosixFilePermissions(root.resolve('target'), PosixFilePermissions.fromString('r-xr-xr-x'))

        when:
        Run run = start(folder, stranger() + ["$root/shell/handrail".toString(), 'list'])

        then:
        run.exit == exit
        run.err.contains("$root can't be written")
        log() == []

        cleanup:
        Files.setPosixFilePermissions(root.resolve('target'), PosixFilePermissions.fromString('rwxr-xr-x'))

        where:
        built | exit
        true  | 0
        false | 7
    }

    def "an archive of classes is used where it is newer than the build: java #version, #argument"() {
        given:
        alreadyBuilt()
        environment.JAVA_HOME = fakeJdk('this', version).toString()
        Path archive = archive(version)
        Files.createDirectories(archive.parent)
        Files.writeString(archive, 'classes')

        expect:
        handrail(argument).arguments.findAll { it.contains('classes') } == (option ? [option + archive] : [])

        when:
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(3600)))

        then:
        handrail(argument).arguments.findAll { it.contains('classes') } == []

        where:
        version   | argument    | option
        '17.0.9'  | 'list'      | '-XX:SharedArchiveFile='
        '17.0.9'  | '--version' | null
        '25.0.3'  | 'list'      | '-XX:AOTCache='
        '25.0.3'  | '--version' | null
    }

    def "the archive is made once, in the background, in a folder of the user's own"() {
        given:
        alreadyBuilt()
        environment.remove('CI')

        when:
        Run run = handrail('list')

        then:
        run.err == ''
        new PollingConditions(timeout: 60).eventually { assert Files.exists(archive('17.0.9')) }
        PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)) == 'rwx------'
        log().findAll { it.contains('--train') }.size() == 1

        when:
        Files.delete(archive('17.0.9'))
        handrail('list')

        then: 'no second attempt for the same build'
        log().findAll { it.contains('--train') }.size() == 1
    }

    private Path archive(String version) {
        cache.resolve("${root.toString().replace('/', ',')},$version+1.classes")
    }

    private void alreadyBuilt() {
        Files.createDirectories(jar.parent)
        Files.writeString(jar, 'built\n')
        aged()
    }

    /** As if it had been built half a minute ago from sources of a minute ago. */
    private void aged() {
        ['src/main/java/Main.java', 'src/main/java', 'src/main', 'pom.xml'].each { modified(root.resolve(it), 60) }
        [jar, jar.resolveSibling('.built')].findAll { Files.exists(it) }.each { modified(it, 30) }
    }

    private void later(String path) {
        aged()
        modified(root.resolve(path), 10)
    }

    private static void modified(Path file, int secondsAgo) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)))
    }

    private void source(String path, String text) {
        Files.createDirectories(root.resolve(path).parent)
        Files.writeString(root.resolve(path), text)
    }

    private Path fakeJdk(String name, String version) {
        Path home = Files.createDirectories(folder.resolve(name))
        Files.createDirectories(home.resolve('bin'))
        script(home.resolve('bin/java'), '''
            echo "java $0"
            for argument; do
              echo "[$argument]"
              case $argument in
                -XX:ArchiveClassesAtExit=*) : >"${argument#*=}" ;;
                --train) echo "java $*" >>"$LOG" ;;
              esac
            done
            ''')
        Files.writeString(home.resolve('release'),
            "IMPLEMENTOR=\"X\"\nJAVA_RUNTIME_VERSION=\"$version+1\"\nJAVA_VERSION=\"$version\"\nMODULES=\"a b\"\n")
        home
    }

    private static void script(Path file, String text) {
        Files.writeString(file, '#!/bin/sh\n' + text.stripIndent())
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwxr-xr-x'))
    }

    private List<String> log() {
        File log = folder.resolve('log').toFile()
        log.exists() ? log.readLines() : []
    }

    private List<String> stranger() {
        System.getProperty('user.name') == 'root'
            ? ['/usr/bin/setpriv', '--reuid=61234', '--regid=61234', '--clear-groups', '--'] : []
    }

    private Run handrail(String... arguments) {
        start(folder, ["$root/shell/handrail".toString()] + arguments.toList())
    }

    private Run start(Path directory, List<String> argv) {
        begin(directory, argv).end()
    }

    private Begun begin(Path directory, List<String> argv) {
        ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile())
        Path out = Files.createTempFile(folder, 'out', '')
        Path err = Files.createTempFile(folder, 'err', '')
        builder.redirectOutput(out.toFile()).redirectError(err.toFile())
        builder.environment().clear()
        builder.environment().putAll(environment)
        new Begun(process: builder.start(), out: out, err: err)
    }

    static class Begun {
        Process process
        Path out
        Path err

        Run end() {
            new Run(exit: process.waitFor(), out: Files.readString(out), err: Files.readString(err))
        }
    }

    static class Run {
        int exit
        String out
        String err

        String getJava() {
            out.readLines().first().substring('java '.length())
        }

        List<String> getArguments() {
            out.readLines().drop(1).collect { it[1..<-1] }
        }
    }
}
