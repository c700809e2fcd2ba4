package dev.handrail.target.store

import dev.handrail.live.Child
import dev.handrail.live.LiveStore
import dev.handrail.live.Wire
import dev.handrail.problem.Problem
import dev.handrail.runbook.Bucket
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CancellationException
import java.util.concurrent.atomic.AtomicLong

@Requires({ LiveStore.available })
class StoreSpec extends Specification {
    static final int MIB = 1 << 20
    /** The smallest that the server takes. */
    static final int PIECE = 5 * MIB

    @Shared
    @AutoCleanup
    LiveStore server = new LiveStore('vault')
    @TempDir
    Path folder
    String place = 's3://vault/' + UUID.randomUUID()

    def setup() {
        server.bind()
    }

    def cleanup() {
        LiveStore.unbind()
    }

    def "small files and one of several parts arrive and come back, to the last byte"() {
        given:
        Map<String, Path> files = [small: file('small', 10), empty: file('empty', 0), 'deep/large': file('large', 11 * MIB)]
        AtomicLong sent = new AtomicLong()
        Store store = server.open(place)

        when:
        def brought = sending(store, watch { sent.addAndGet(it) }).send(files)

        then:
        brought.found() == 0
        brought.tags()['deep/large'].endsWith('-3')
        sent.get() == 11 * MIB + 10
        store.folders() == ['b1']
        store.in('b1')*.name().toSorted() == ['deep/large', 'empty', 'small']

        when:
        Path back = Files.createDirectory(folder.resolve('back'))
        new Downloading(store, 'b1', watch { }).fetch(files.keySet().toList(), back)

        then:
        files.every { name, path -> Files.mismatch(back.resolve(name), path) == -1 }

        when: 'once more: nothing is sent that is there'
        def again = sending(store, watch { }).send(files)

        then:
        again.found() == 11 * MIB + 10

        cleanup:
        store?.close()
    }

    def "an upload that was cut is gone on with: parts that are there are not sent again"() {
        given:
        Map<String, Path> files = [large: file('large', 16 * MIB)]
        Store store = server.open(place)
        AtomicLong sent = new AtomicLong()
        boolean stop = false

        when:
        sending(store, [moved: { long n -> stop = sent.addAndGet(n) >= PIECE }, stopped: { stop }] as Watch)
            .send(files)

        then:
        thrown(CancellationException)
        store.in('b1').empty
        store.begun('b1/').size() == 1

        when:
        def brought = sending(store, watch { }).send(files)

        then:
        brought.found() >= PIECE
        store.begun('b1/').empty
        store.in('b1')*.bytes() == [16L * MIB]

        cleanup:
        store?.close()
    }

    def "a part that was changed since is sent again, and what nobody goes on with is given up"() {
        given:
        Path large = file('large', 11 * MIB)
        Store store = server.open(place)
        cut(store, large)
        new RandomAccessFile(large.toFile(), 'rw').withCloseable { it.seek(5); it.write(1) }

        when:
        def brought = sending(store, watch { }).send([large: large])

        then:
        brought.found() < 11 * MIB
        Files.mismatch(fetched(store, 'large'), large) == -1

        when:
        cut(store, file('other', 11 * MIB))

        then:
        store.giveUp('b1') == 1
        store.begun('b1/').empty

        cleanup:
        store?.close()
    }

    def "a process killed in the middle of an upload leaves parts that the next one finds"() {
        given:
        Path large = file('large', 21 * MIB)
        def child = new Child(SendingProcess, server.url, place, large.toString())
        new PollingConditions(timeout: 90).eventually { assert child.said('one part') }

        when:
        child.kill()
        Store store = server.open(place)

        then:
        store.in('b1').empty

        when:
        def brought = sending(store, watch { }).send([large: large])

        then:
        brought.found() >= PIECE
        Files.mismatch(fetched(store, 'large'), large) == -1

        cleanup:
        child?.close()
        store?.close()
    }

    def "a connection cut while parts are sent is a failure in words, and the next attempt goes on"() {
        given:
        Wire wire = new Wire(server.port)
        server.bind("http://127.0.0.1:$wire.port")
        Path large = file('large', 16 * MIB)
        AtomicLong sent = new AtomicLong()
        Store store = server.open(place)

        when:
        sending(store, watch { if (sent.addAndGet(it) >= PIECE) { wire.close() } }).send([large: large])

        then:
        def problem = thrown(Problem)
        problem.exitCode().status() == 7
        problem.what() == "$place can't be reached"
        problem.remedy().contains('AWS_ENDPOINT_URL')

        when:
        server.bind()
        Store direct = server.open(place)

        then:
        sending(direct, watch { }).send([large: large]).found() >= PIECE

        cleanup:
        wire?.close()
        store?.close()
        direct?.close()
    }

    def "wrong credentials are refused in words that name what to look at, never the key"() {
        given:
        server.bind(server.url, 'not the right one')

        when:
        server.open(place).withCloseable { it.folders() }

        then:
        def problem = thrown(Problem)
        problem.exitCode().status() == 7
        problem.what() == "$place refuses us"
        problem.why().startsWith('403 SignatureDoesNotMatch')
        problem.remedy().contains('aws sts get-caller-identity')
        !problem.told().contains('not the right one')
    }

    def "a bucket that is not there, and a server that is not there, are told apart"() {
        when:
        server.open('s3://nowhere/x').withCloseable { it.folders() }

        then:
        def missing = thrown(Problem)
        missing.what() == 's3://nowhere/x is not there'
        missing.remedy().startsWith('make the bucket nowhere')

        when:
        server.bind("http://127.0.0.1:${dev.handrail.live.LivePostgres.freePort()}")
        server.open('s3://vault/x').withCloseable { it.folders() }

        then:
        def silent = thrown(Problem)
        silent.what() == "s3://vault/x can't be reached"
    }

    def "what was changed on the server while it was sent is noticed"() {
        given:
        Store store = server.open(place)
        Path small = file('small', 1000)
        String key = place - 's3://vault/' + '/b1/small'

        when:
        sending(store, watch { Files.write(server.file('vault', key), new byte[999]) }).send([small: small])

        then:
        def problem = thrown(Problem)
        problem.why() == 'small has 999 bytes instead of 1000'

        cleanup:
        store?.close()
    }

    def "small texts are written, read and removed"() {
        given:
        Store store = server.open(place)

        expect:
        store.text('b1/manifest.json').empty

        when:
        store.write('b1/manifest.json', '{"v": 1}')

        then:
        store.text('b1/manifest.json').get() == '{"v": 1}'

        when:
        store.remove('b1/manifest.json')

        then:
        store.text('b1/manifest.json').empty

        cleanup:
        store?.close()
    }

    static class SendingProcess {
        static void main(String[] arguments) {
            ['aws.endpointUrl': arguments[0], 'aws.accessKeyId': LiveStore.ID, 'aws.secretAccessKey': LiveStore.SECRET,
             'aws.region': 'us-east-1'].each { name, value -> System.setProperty(name, value) }
            AtomicLong sent = new AtomicLong()
            Object never = new Object()
            def watch = [moved: { long n ->
                if (sent.addAndGet(n) >= PIECE) {
                    println 'one part'
                    System.out.flush()
                    synchronized (never) { never.wait() }
                }
            }, stopped: { false }] as Watch
            sending(Store.open(Bucket.of(arguments[1])), watch).send([large: Path.of(arguments[2])])
        }
    }

    static Uploading sending(Store store, Watch watch) {
        new Uploading(store, 'b1', watch, PIECE)
    }

    private static void cut(Store store, Path file) {
        boolean stop = false
        try {
            sending(store, [moved: { long n -> stop = true }, stopped: { stop }] as Watch).send([large: file])
        } catch (CancellationException ignored) {
            // as wished
        }
    }

    private Path fetched(Store store, String name) {
        Path back = Files.createTempDirectory(folder, 'back')
        new Downloading(store, 'b1', watch { }).fetch([name], back)
        back.resolve(name)
    }

    private Path file(String name, int size) {
        byte[] bytes = new byte[size]
        new Random(size).nextBytes(bytes)
        Files.write(Files.createTempDirectory(folder, 'in').resolve(name), bytes)
    }

    private static Watch watch(Closure moved) {
        [moved: moved, stopped: { false }] as Watch
    }
}
