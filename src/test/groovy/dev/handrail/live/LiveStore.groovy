package dev.handrail.live

import dev.handrail.runbook.Bucket
import dev.handrail.target.store.Store
import groovy.transform.CompileStatic

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * A server of S3's kind on loopback, as a program with a class path of its own, over a folder. Its files can be changed
 * behind its back. Specs that need it say {@code @Requires({ LiveStore.available })}; they reach it by the same settings
 * as a user's: {@link #bind}.
 */
@CompileStatic
class LiveStore implements AutoCloseable {
    static final String ID = 'live-specs'
    static final String SECRET = 'only for live specs'
    private static final File CLASSES = new File(System.getProperty('handrail.build') ?: 'target', 's3proxy.classpath')
    private static final List<String> SETTINGS = ['aws.endpointUrl', 'aws.accessKeyId', 'aws.secretAccessKey', 'aws.region']

    final Path folder = Files.createTempDirectory('handrail-store-')
    final int port = LivePostgres.freePort()
    private final List<Path> files = [folder]
    private final Process process

    LiveStore(String... buckets) {
        buckets.each { Files.createDirectory(folder.resolve(it)) }
        Path settings = Files.createTempFile('handrail-store-', '.conf')
        files << settings
        Files.writeString(settings, """\
            s3proxy.endpoint=http://127.0.0.1:$port
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.identity=$ID
            s3proxy.credential=$SECRET
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=$folder
            """.stripIndent())
        Path quiet = Files.createTempFile('handrail-store-', '.xml') // it would write down every packet
        files << quiet
        Files.writeString(quiet, '<configuration><root level="off"/></configuration>')
        process = new ProcessBuilder(System.getProperty('java.home') + '/bin/java', '-XX:TieredStopAtLevel=1', '-Xmx256m', "-Dlogback.configurationFile=$quiet".toString(),
                                     '-cp', CLASSES.text, 'org.gaul.s3proxy.Main', '--properties', settings.toString())
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        Runtime.runtime.addShutdownHook(new Thread({ close() } as Runnable))
        awaitOpen()
    }

    static boolean isAvailable() {
        CLASSES.isFile()
    }

    private void awaitOpen() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (System.nanoTime() < end) {
            try {
                new Socket('127.0.0.1', port).close()
                return
            } catch (IOException ignored) {
                process.waitFor(50, TimeUnit.MILLISECONDS)
            }
        }
        throw new IllegalStateException('s3proxy does not answer')
    }

    String getUrl() {
        "http://127.0.0.1:$port"
    }

    /** From now on everybody in this process reaches it; {@code at}: another way to it. */
    void bind(String at = url, String secret = SECRET) {
        [at, ID, secret, 'us-east-1'].eachWithIndex { String value, int i -> System.setProperty(SETTINGS[i], value) }
    }

    /** The server is known, and nobody's key for it. */
    static void forget() {
        System.clearProperty('aws.accessKeyId')
        System.clearProperty('aws.secretAccessKey')
    }

    static void unbind() {
        SETTINGS.each { System.clearProperty(it) }
    }

    /** The same settings for another process. */
    Map<String, String> getEnvironment() {
        [AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: ID, AWS_SECRET_ACCESS_KEY: SECRET, AWS_REGION: 'us-east-1']
    }

    Store open(String place) {
        Store.open(Bucket.of(place))
    }

    Path file(String bucket, String key) {
        folder.resolve(bucket).resolve(key)
    }

    void close() {
        process.destroyForcibly()
        process.waitFor(10, TimeUnit.SECONDS)
        files.each { it.toFile().directory ? it.toFile().deleteDir() : it.toFile().delete() }
    }
}
