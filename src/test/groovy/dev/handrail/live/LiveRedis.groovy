package dev.handrail.live

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit

/**
 * A real Redis for live specs, from the embedded jar: one for each JVM, started when the first spec asks for it,
 * stopped with the JVM. On the loopback only, with a password; runs as whoever runs the specs.
 */
class LiveRedis {
    static final String PASSWORD = 'live-specs-only'

    private static LiveRedis shared

    final int port
    /** Of a cluster's node: where the others reach it. */
    int bus
    private final Process process
    private final Path folder

    private LiveRedis(int port, Process process, Path folder) {
        this.port = port
        this.process = process
        this.folder = folder
    }

    static synchronized LiveRedis server() {
        shared = shared ?: start()
    }

    /** Where Debian's own Redis is, which knows TLS, clusters and all of ACLs. */
    static final Path SEVEN = Path.of('/usr/bin/redis-server')

    static boolean isSevenThere() { Files.isExecutable(SEVEN) }

    static LiveRedis seven(Map<String, String> settings = [:]) { start(settings, SEVEN) }

    /** Another server, for specs that stop or change theirs; {@code settings} as in redis.conf. */
    static LiveRedis start(Map<String, String> settings = [:], Path program = null) {
        Path folder = Files.createTempDirectory('handrail-redis')
        int port = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
        Map<String, String> all = [port: port as String, bind: '127.0.0.1', requirepass: PASSWORD, save: '""',
                                   appendonly: 'no', dir: folder.toString(), 'repl-diskless-sync-delay': '0'] + settings
        Path config = Files.writeString(folder.resolve('redis.conf'), all.collect { k, v -> "$k $v\n" }.join(''))
        Process process = new ProcessBuilder((program ?: binary(folder)).toString(), config.toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve('log').toFile()).start()
        LiveRedis server = new LiveRedis(port, process, folder)
        Runtime.runtime.addShutdownHook(new Thread({ server.stop(); folder.toFile().deleteDir() }))
        server.await()
    }

    /** {@code redis://} with the password in it; each spec takes a database of its own. */
    String url(int database = 0) {
        "redis://:$PASSWORD@127.0.0.1:$port/$database"
    }

    String urlWithoutPassword(int database = 0) {
        "redis://127.0.0.1:$port/$database"
    }

    /** Sends one command the plain way and returns the reply's first line, {@code +OK} or {@code $-1}. */
    String say(String command, int database = 0) {
        new Socket(InetAddress.loopbackAddress, port).withCloseable { Socket s ->
            s.soTimeout = 10_000
            s.outputStream << "AUTH $PASSWORD\r\nSELECT $database\r\n$command\r\n"
            s.outputStream.flush()
            BufferedReader in = s.inputStream.newReader('UTF-8')
            [in.readLine(), in.readLine(), in.readLine()][2]
        }
    }

    /** As {@link #say}, but a reply of several lines is returned whole and alone. */
    String text(String command, int database = 0) {
        new Socket(InetAddress.loopbackAddress, port).withCloseable { Socket s ->
            s.soTimeout = 10_000
            s.outputStream << "AUTH $PASSWORD\r\nSELECT $database\r\n$command\r\n"
            s.outputStream.flush()
            BufferedReader in = s.inputStream.newReader('UTF-8')
            String head = [in.readLine(), in.readLine(), in.readLine()][2]
            assert head.startsWith('$'): head
            char[] whole = new char[head.substring(1) as int]
            int done = 0
            while (done < whole.length) {
                done += in.read(whole, done, whole.length - done)
            }
            new String(whole)
        }
    }

    /** Writes so many keys with that prefix and a number. */
    void fill(int keys, int database = 0, String prefix = 'perm:') {
        say("EVAL \"for i=1,$keys do redis.call('set','$prefix'..i,'value'..i) end return 1\" 0", database)
    }

    /** The names of the keys in a cluster's slot. */
    List<String> keysIn(int slot) {
        new Socket(InetAddress.loopbackAddress, port).withCloseable { Socket s ->
            s.soTimeout = 10_000
            s.outputStream << "AUTH $PASSWORD\r\nCLUSTER GETKEYSINSLOT $slot 1000\r\n"
            s.outputStream.flush()
            BufferedReader in = s.inputStream.newReader('UTF-8')
            in.readLine()
            int count = in.readLine().substring(1) as int
            (0..<count).collect { in.readLine(); in.readLine() }
        }
    }

    /** As kill -9. */
    void kill() {
        process.destroyForcibly().waitFor()
    }

    void stop() {
        process.destroy()
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly()
        }
    }

    private LiveRedis await() {
        for (int i = 0; i < 1200; i++) {
            try {
                if (say('PING') == '+PONG') {
                    return this
                }
            } catch (IOException e) {
                assert process.alive: Files.readString(folder.resolve('log'))
            }
            process.waitFor(50, TimeUnit.MILLISECONDS)
        }
        throw new IllegalStateException('Redis did not answer in time: ' + Files.readString(folder.resolve('log')))
    }

    private static Path binary(Path folder) {
        String name = System.getProperty('os.arch') == 'aarch64' ? '/redis-server-6.2.7-linux-arm64'
            : '/redis-server-6.2.6-v5-linux-amd64'
        Path file = folder.resolve('redis-server')
        LiveRedis.getResourceAsStream(name).withCloseable { Files.copy(it, file) }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rwx------'))
    }
}
