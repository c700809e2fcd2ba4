package dev.handrail.target.backup

import dev.handrail.live.LiveExecution
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Encryption
import dev.handrail.seal.Answer
import dev.handrail.seal.Key
import dev.handrail.seal.Opening
import dev.handrail.seal.Sealing
import dev.handrail.seal.Work
import dev.handrail.target.host.AgeProgram
import dev.handrail.target.host.SearchPath
import dev.handrail.text.Secret
import dev.handrail.text.Text
import dev.handrail.text.Values
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.security.MessageDigest

/** The age program in place of the library: the same files, and whatever it does wrong is noticed. */
@Requires({ new File('/usr/bin/age').canExecute() })
class AgeSpec extends Specification {
    static final Key OURS = Key.made()
    static final Key THEIRS = Key.made()
    static final String REAL = '/usr/bin/age'

    @TempDir
    Path folder
    Path plain = folder.resolve('plain')
    Path sealed = folder.resolve('plain.age')
    byte[] bytes = new byte[5_000_000]
    LiveExecution execution = new LiveExecution()
    List<Answer> answers = []
    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)

    def setup() {
        new Random(7).nextBytes(bytes)
        Files.write(plain, bytes)
    }

    @Tag('long')
    def "a file of #size bytes is encrypted by the program, proven, and opened by the library, and the other way"() {
        given:
        byte[] text = Arrays.copyOf(bytes, size)
        Files.write(plain, text)

        when:
        workshop().tryOut(work(OURS), answers::add)

        then:
        def done = answers.last() as Answer.Done
        done.proven() == sha(text)
        done.sealed().digest() == sha(sealed.toFile().bytes)
        done.sealed().bytes() == Files.size(sealed)
        answers.findAll { it instanceof Answer.Advance }.sum(0) { it.bytes() } == 2 * size
        PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed)) == 'rw-------'
        new Opening(OURS.identity).prove(sealed, { }) == sha(text)

        when:
        Path theirs = folder.resolve('theirs.age')
        new Sealing([THEIRS.recipient, OURS.recipient]).seal(plain, theirs, { })
        opening(OURS).open(theirs, folder.resolve('back'), { })

        then:
        folder.resolve('back').toFile().bytes == text
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve('back'))) == 'rw-------'
        opening(OURS).prove(theirs, { }) == sha(text)

        where:
        size << [0, 1, 65535, 65536, 65537, 131072, 3_000_000, 5_000_000]
    }

    def "what nobody here can open is read again as it is"() {
        when:
        workshop().perform(work(null), answers::add)

        then:
        (answers.last() as Answer.Done).proven() == sha(sealed.toFile().bytes)
        (answers.last() as Answer.Done).sealed().plain() == sha(bytes)
        (answers.last() as Answer.Done).sealed().digest() == sha(sealed.toFile().bytes)
        new Opening(OURS.identity).prove(sealed, { }) == sha(bytes)
    }

    def "an age that #does is noticed at once, with the key at hand or without"() {
        when:
        workshop(fake(encrypting)).perform(work(key), answers::add)

        then:
        Problem problem = (answers.last() as Answer.Failed).problem()
        problem.exitCode().status() == 1
        problem.what() == 'a file can\'t be encrypted'
        problem.where() == plain.toString()
        problem.why() =~ why
        problem.remedy().contains('resume')
        !answers.any { it instanceof Answer.Done }

        where:
        does                                 | encrypting                                             | key  | why
        'is killed half way'                 | "$REAL \"\$@\" | head -c 100000; kill -9 \$\$"         | OURS | /was killed by signal 9 and said nothing/
        'fails half way, and says why'       | "head -c 70000 >/dev/null; echo 'no room' >&2; exit 3" | null | /ended with exit status 3: no room/
        'reads nothing and says it is well'  | 'exit 0'                                               | null | /before it had read all of it/
        'writes half and says it is well'    | "$REAL \"\$@\" > \$0.all; head -c 1000000 \$0.all"      | null | /holds \d+ bytes instead of 5000000/
        'stops reading, and says it is well' | "$REAL \"\$@\" | head -c 1000000"                      | null | /before it had read all of it/
        'loses its last piece'               | "$REAL \"\$@\" > \$0.all; head -c 4950000 \$0.all"      | OURS | /holds \d+ bytes instead of 5000000/
        'writes something else'              | 'cat; exit 0'                                          | null | /is no encrypted file/
    }

    def "an age that #does is noticed when it opens"() {
        given:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })

        when:
        opening(OURS, fake(decrypting)).open(sealed, folder.resolve('back'), { })

        then:
        Problem problem = thrown()
        problem.exitCode().status() == 1
        problem.what() == 'the file can\'t be opened'
        problem.where() == sealed.toString()
        problem.why() =~ why

        where:
        does                              | decrypting                                     | why
        'is killed half way'              | "$REAL \"\$@\" | head -c 100000; kill -9 \$\$" | /was killed by signal 9/
        'hands out half and says it is well' | "$REAL \"\$@\" | head -c 65536; exit 0"     | /handed out 65536 bytes of it instead of 5000000/
        'fails before it reads the key'   | 'exec <&-; echo bad day >&2; exit 1'           | /ended with exit status 1: bad day/
    }

    def "an age that hands out #what when a new file is opened again: what it holds is not what was proven"() {
        given:
        Path dump = Files.createDirectory(folder.resolve('dump'))
        Files.write(dump.resolve('toc.dat'), Arrays.copyOf(bytes, size))
        execution.values = [identity: { String name -> new Secret(name, OURS.secret) }] as Values
        def encryption = new Encryption([OURS.recipient.text()], new Text([new Text.Hidden('backup-key')]))
        def proven = new Fingerprint(['toc.dat': new Fingerprint.Entry(sha(Arrays.copyOf(bytes, size)), size)])

        when:
        new Encrypting(encryption, fake("case \$1 in --encrypt) exec $REAL \"\$@\";; *) $decrypting;; esac"), execution).all(dump, proven)

        then:
        Throwable failure = thrown()
        Problem problem = failure instanceof EffectFailure ? (failure as EffectFailure).problem() : failure as Problem
        (problem.what() + problem.why()) =~ told

        where:
        what             | size      | decrypting                                | told
        'less'           | 5_000_000 | "$REAL \"\$@\" | head -c 4000000"          | /what was encrypted is not what is read again/
        'less of little' | 600_000   | "$REAL \"\$@\" | head -c 400000"           | /handed out 400000 bytes of it instead of 600000/
        'something else' | 5_000_000 | 'cat >/dev/null; head -c 5000000 /dev/zero' | /what was encrypted is not what is read again/
        'nothing'        | 5_000_000 | 'exit 1'                                    | /ended with exit status 1 and said nothing/
    }

    def "a file that is #damage is not opened"() {
        given:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })
        Files.write(sealed, damaged(sealed.toFile().bytes))

        when:
        opening(OURS).prove(sealed, { })

        then:
        Problem problem = thrown()
        problem.exitCode().status() == 1
        problem.what() == 'the file can\'t be opened'

        where:
        damage                  | damaged
        'flipped in its middle' | { byte[] b -> b[1_000_000] ^= 1; b }
        'flipped at its end'    | { byte[] b -> b[-1] ^= 1; b }
        'one byte short'        | { byte[] b -> Arrays.copyOf(b, b.length - 1) }
        'cut within its header' | { byte[] b -> Arrays.copyOf(b, 40) }
        'not encrypted at all'  | { byte[] b -> 'create table t ();'.bytes }
    }

    def "another key does not open it: the problem names the secret, and never its text"() {
        given:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })

        when:
        opening(THEIRS).prove(sealed, { })

        then:
        Problem problem = thrown()
        problem.why().startsWith('none of the keys in the secret backup-key opens it')
        !problem.told().contains(THEIRS.secret)
    }

    def "the key is in no argument, no variable and no file of the program's"() {
        given:
        Path seen = folder.resolve('seen')
        String script = "{ tr '\\0' '\\n' < /proc/self/cmdline; env; echo \"\$@\"; } >> '$seen'; exec $REAL \"\$@\""

        when:
        workshop(fake(script)).perform(work(OURS), answers::add)

        then:
        answers.last() instanceof Answer.Done
        seen.toFile().text.contains('--decrypt')
        seen.toFile().text.contains(OURS.recipient.text())
        !folder.toFile().listFiles().any { it.isFile() && it.text.contains(OURS.secret) }
    }

    def "a version #version of it is #fit"() {
        given:
        Path bin = Files.createDirectories(folder.resolve('bin'))
        script(bin.resolve('age'), "echo '$version'")

        expect:
        new AgeProgram(bin.resolve('age'), version) == AgeProgram.on(new SearchPath([bin])).get()
        AgeProgram.fit(new SearchPath([bin])).present == (fit == 'used')

        where:
        version        | fit
        '1.0.0'        | 'used'
        '1.1.1'        | 'used'
        'v1.2.0'       | 'used'
        '1.1.1+dfsg-2' | 'passed over'
        '1.0.0-rc.1'   | 'passed over'
        '1.0.0~rc1'    | 'passed over'
        '0.9.3'        | 'passed over'
        '(devel)'      | 'passed over'
        ''             | 'passed over'
    }

    def "where it is not there, or can't be started, it is not used"() {
        given:
        Path bin = Files.createDirectories(folder.resolve('bin'))

        expect:
        AgeProgram.on(new SearchPath([bin])).empty

        when:
        Files.writeString(bin.resolve('age'), '\0no program').toFile().executable = true

        then:
        AgeProgram.fit(new SearchPath([bin])).empty
    }

    def "a cancel ends it"() {
        given:
        AgeProgram hangs = fake("echo begun > '${folder.resolve('begun')}'; exec tail -f /dev/null")

        when:
        def stops = Thread.start {
            soon.eventually { assert Files.exists(folder.resolve('begun')) }
            execution.stop()
        }
        workshop(hangs).perform(work(OURS), answers::add)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        soon.eventually {
            assert !ProcessHandle.current().descendants().anyMatch { it.info().commandLine().orElse('').contains('tail -f /dev/null') }
        }

        cleanup:
        stops.join()
    }

    @Tag('long')
    def "a backup's files are opened, large and small, #by"() {
        given:
        Map<String, byte[]> files = ['toc.dat': 'x'.bytes, '1.dat.gz': bytes, '2.dat.gz': Arrays.copyOf(bytes, 600_000)]
        Path to = Files.createDirectory(folder.resolve('opened'))
        files.each { name, text ->
            Files.write(folder.resolve(name), text)
            new Sealing([OURS.recipient]).seal(folder.resolve(name), folder.resolve(name + '.age'), { })
        }

        when:
        new Decrypting(OURS.identity, path, execution).all(folder, files.keySet()*.concat('.age'), to, 1)

        then:
        files.every { name, text -> to.resolve(name).toFile().bytes == text }

        where:
        by                | path
        'by the program'  | SearchPath.ofEnvironment()
        'by handrail'     | new SearchPath([])
    }

    def "one file that fails ends the others"() {
        given:
        Map<String, String> files = (1..6).collectEntries {
            Path one = Files.write(folder.resolve("f$it"), bytes)
            [(one.toString()): "${one}.age".toString()]
        }

        when:
        workshop(fake('exit 4')).perform(new Work([OURS.recipient.text()], null, files), answers::add)

        then:
        answers.findAll { it instanceof Answer.Failed }.size() == 1
        (answers.last() as Answer.Failed).problem().why().contains('exit status 4')
    }

    private Work work(Key key) {
        new Work([OURS.recipient.text()], key == null ? null : new Secret('backup-key', key.secret), [(plain.toString()): sealed.toString()])
    }

    private AgeWorkshop workshop(AgeProgram age = AgeProgram.fit(SearchPath.ofEnvironment()).get()) {
        new AgeWorkshop(age, execution)
    }

    private AgeOpening opening(Key key, AgeProgram age = AgeProgram.fit(SearchPath.ofEnvironment()).get()) {
        new AgeOpening(new Filters(age, execution), new Opening(key.identity), 0)
    }

    private AgeProgram fake(String does) {
        Path bin = Files.createDirectories(folder.resolve('bin'))
        script(bin.resolve('age'), does)
        new AgeProgram(bin.resolve('age'), '1.1.1')
    }

    static void script(Path file, String text) {
        Files.writeString(file, "#!/bin/sh\n$text\n")
        file.toFile().executable = true
    }

    private static String sha(byte[] bytes) {
        MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex()
    }
}
