package dev.handrail.seal

import dev.handrail.problem.Problem
import dev.handrail.text.Secret
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.security.MessageDigest

class SealSpec extends Specification {
    static final Key OURS = Key.made()
    static final Key THEIRS = Key.made()

    @TempDir
    Path folder
    Path plain = folder.resolve('plain')
    Path sealed = folder.resolve('plain.age')
    byte[] bytes = new byte[200_000]

    def setup() {
        new Random(7).nextBytes(bytes)
        Files.write(plain, bytes)
    }

    def "what is encrypted is opened again, to the last byte, and nobody else may read either file"() {
        given:
        Path back = folder.resolve('back')
        long read = 0

        when:
        Sealed made = new Sealing([OURS.recipient]).seal(plain, sealed, { read += it })
        new Opening(OURS.identity).open(sealed, back, { })

        then:
        Files.readAllBytes(back) == bytes
        made.plain() == sha(bytes)
        made.digest() == sha(Files.readAllBytes(sealed))
        made.bytes() == Files.size(sealed)
        read == bytes.length
        new Opening(OURS.identity).prove(sealed, { }) == sha(bytes)
        [sealed, back].every { PosixFilePermissions.toString(Files.getPosixFilePermissions(it)) == 'rw-------' }
    }

    def "a file of #size bytes, each side of where the format cuts its pieces, comes back"() {
        given:
        Files.write(plain, Arrays.copyOf(bytes, size))

        when:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })

        then:
        new Opening(OURS.identity).prove(sealed, { }) == sha(Arrays.copyOf(bytes, size))

        where:
        size << [0, 1, 65535, 65536, 65537, 131072]
    }

    def "each of several recipients can open it, and an identity file of several keys is tried whole"() {
        given:
        new Sealing([OURS.recipient, THEIRS.recipient]).seal(plain, sealed, { })

        expect:
        new Opening(OURS.identity).prove(sealed, { }) == sha(bytes)
        new Opening(THEIRS.identity).prove(sealed, { }) == sha(bytes)

        when:
        Path ours = folder.resolve('ours.age')
        new Sealing([OURS.recipient]).seal(plain, ours, { })
        Identity both = Identity.of(new Secret('keys', "# created: today\n# public key: x\n$THEIRS.secret\n\n$OURS.secret\n"))

        then:
        new Opening(both).prove(ours, { }) == sha(bytes)
    }

    @Requires({ new File('/usr/bin/age').canExecute() })
    def "the ordinary age program opens what we encrypt, and we open what it encrypts"() {
        given:
        Path key = folder.resolve('key')
        Files.writeString(key, OURS.secret + '\n')
        new Sealing([OURS.recipient]).seal(plain, sealed, { })

        when:
        Process opens = new ProcessBuilder('/usr/bin/age', '-d', '-i', "$key", '-o', "${folder}/opened", "$sealed").start()
        Process seals = new ProcessBuilder('/usr/bin/age', '-r', OURS.recipient.text(), '-o', "${folder}/theirs.age", "$plain").start()

        then:
        opens.waitFor() == 0
        seals.waitFor() == 0
        Files.readAllBytes(folder.resolve('opened')) == bytes
        new Opening(OURS.identity).prove(folder.resolve('theirs.age'), { }) == sha(bytes)
    }

    def "a file that is #damage is not opened, in words that say so"() {
        given:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })
        Files.write(sealed, damaged(Files.readAllBytes(sealed)))

        when:
        new Opening(OURS.identity).prove(sealed, { })

        then:
        def problem = thrown(Problem)
        problem.exitCode().status() == 1
        problem.what() == 'the file can\'t be opened'
        problem.where() == sealed.toString()
        problem.why() == 'it is not what was encrypted: cut off, or changed'
        problem.remedy() == 'use another copy of it'

        where:
        damage                        | damaged
        'flipped in its middle'       | { byte[] b -> b[100_000] ^= 1; b }
        'changed in its first line'   | { byte[] b -> b[3] ^= 1; b }
        'flipped at its end'          | { byte[] b -> b[-1] ^= 1; b }
        'one byte short'              | { byte[] b -> Arrays.copyOf(b, b.length - 1) }
        'cut between two pieces'      | { byte[] b -> Arrays.copyOf(b, b.length - (200_000 - 3 * 65536) - 16) }
        'cut within its header'       | { byte[] b -> Arrays.copyOf(b, 40) }
        'empty'                       | { byte[] b -> new byte[0] }
        'not encrypted at all'        | { byte[] b -> 'create table t ();'.bytes }
        'longer than it was'          | { byte[] b -> Arrays.copyOf(b, b.length + 10) }
    }

    def "another key does not open it: the problem names the secret, and never its text"() {
        given:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })

        when:
        new Opening(Identity.of(new Secret('backup-key', THEIRS.secret))).prove(sealed, { })

        then:
        def problem = thrown(Problem)
        problem.why().startsWith('none of the keys in the secret backup-key opens it')
        problem.remedy().contains('resume')
        !problem.told().contains(THEIRS.secret)
    }

    def "#text is no recipient: #why"() {
        when:
        new Recipient(text)

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message == why

        where:
        text                                                    | why
        'ana@example.com'                                       | 'it does not begin with age1'
        OURS.recipient.text().reverse().reverse().take(61)      | 'its letters do not fit together: one is wrong or missing'
        'age1' + OURS.recipient.text().drop(4).tr('qpzry', 'pqyzr') | 'its letters do not fit together: one is wrong or missing'
        OURS.secret                                             | 'this is the secret key, and belongs into no file of the project'
    }

    def "a secret that is no identity is refused without a word of it"() {
        when:
        Identity.of(new Secret('backup-key', text))

        then:
        def problem = thrown(Problem)
        problem.what() == 'the secret backup-key is no age identity'
        !problem.told().contains('TELLTALE')

        where:
        text << ['', '# nothing', 'TELLTALE', 'AGE-SECRET-KEY-1TELLTALE', OURS.secret + '\nTELLTALE']
    }

    def "a file that is there already is never written over"() {
        given:
        Files.writeString(sealed, 'mine')

        when:
        new Sealing([OURS.recipient]).seal(plain, sealed, { })

        then:
        thrown(FileAlreadyExistsException)
        Files.readString(sealed) == 'mine'
    }

    private static String sha(byte[] bytes) {
        MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex()
    }
}
