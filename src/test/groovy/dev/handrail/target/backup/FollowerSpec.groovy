package dev.handrail.target.backup

import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.security.MessageDigest

class FollowerSpec extends Specification {
    @TempDir
    Path folder
    Map<String, ByteArrayOutputStream> taken = [:].asSynchronized()
    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.01)

    def "files that grow are hashed and handed on once, from their beginning to their end"() {
        given:
        Random random = new Random(7)
        def follower = Follower.begin(folder) { taken.computeIfAbsent(it) { new ByteArrayOutputStream() } }
        Files.createDirectory(folder.resolve('below'))

        when:
        Map<String, byte[]> written = [:]
        ['1.dat.gz', '2.dat.gz', 'below/3.dat'].each { name ->
            ByteArrayOutputStream all = new ByteArrayOutputStream()
            5.times {
                byte[] piece = new byte[1 + random.nextInt(300_000)]
                random.nextBytes(piece)
                all.write(piece)
                Files.write(folder.resolve(name), piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                if (it == 2) {
                    soon.eventually { assert taken[name]?.size() == all.size() } // it is at most a moment behind
                }
            }
            written[name] = all.toByteArray()
        }
        Fingerprint found = follower.finished()

        then:
        found.files().keySet() == written.keySet()
        written.each { name, bytes ->
            assert found.files()[name] == new Fingerprint.Entry(sha256(bytes), bytes.length)
            assert Arrays.equals(taken[name].toByteArray(), bytes)
        }
        found == Fingerprint.of(folder, { })
    }

    def "a large file has the same hash, however far it had grown when it was seen"() {
        given:
        byte[] all = new byte[11 << 20]
        new Random(3).nextBytes(all)
        def follower = Follower.begin(folder) { taken.computeIfAbsent(it) { new ByteArrayOutputStream() } }

        when:
        [0, 3 << 20, 5 << 20, all.length].collate(2, 1, false).each { from, to ->
            Files.write(folder.resolve('1.dat'), Arrays.copyOfRange(all, from, to), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
            soon.eventually { assert follower.bytes() == to }
        }
        Files.write(folder.resolve('2.dat'), all)

        then:
        follower.finished().files() == ['1.dat', '2.dat'].collectEntries { [it, new Fingerprint.Entry(sha256(all), all.length)] }
        Arrays.equals(taken['1.dat'].toByteArray(), all)
        Fingerprint.of(folder, { }).files()['1.dat'].digest() == sha256(all)
    }

    def "a table of contents that is written over at the end is hashed as it is then"() {
        given:
        def follower = Follower.begin(folder) { OutputStream.nullOutputStream() }
        Files.writeString(folder.resolve('toc.dat'), 'not yet')
        Files.writeString(folder.resolve('1.dat'), 'rows')
        soon.eventually { assert follower.bytes() == 4 }

        when:
        Files.writeString(folder.resolve('toc.dat'), 'the contents')

        then:
        follower.finished() == Fingerprint.of(folder, { })
    }

    def "a file that is #changed after it was read does not pass"() {
        given:
        def follower = Follower.begin(folder) { OutputStream.nullOutputStream() }
        Files.writeString(folder.resolve('1.dat'), 'rows')
        soon.eventually { assert follower.bytes() == 4 }

        when:
        doing(folder.resolve('1.dat'))
        boolean same
        try {
            same = follower.finished() == Fingerprint.of(folder, { })
        } catch (IOException ignored) {
            same = false
        }

        then:
        !same

        where:
        changed         | doing
        'written over'  | { Path f -> Files.writeString(f, 'sowr') }
        'cut'           | { Path f -> Files.writeString(f, 'ro') }
        'removed'       | { Path f -> Files.delete(f) }
    }

    def "who can't take a piece ends it with the reason"() {
        given:
        def follower = Follower.begin(folder) {
            new OutputStream() {
                void write(int b) { throw new IOException('no room for more') }
            }
        }
        Files.writeString(folder.resolve('1.dat'), 'rows')

        when:
        follower.finished()

        then:
        IOException reason = thrown()
        reason.message == 'no room for more'
    }

    private static String sha256(byte[] bytes) {
        HexFormat.of().formatHex(MessageDigest.getInstance('SHA-256').digest(bytes))
    }
}
