package dev.handrail.live

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit

/** A real pgbouncer before a live server; as root it runs as nobody, because it refuses root. */
class LivePgBouncer implements AutoCloseable {
    private static final File PROGRAM = new File('/usr/sbin/pgbouncer')

    final int port = LivePostgres.freePort()
    private final Path folder
    private Process process

    /** @param mode session, transaction or statement */
    LivePgBouncer(LivePostgres server, String mode, Map<String, String> more = [:]) {
        folder = Files.createTempDirectory(Path.of('/tmp'), 'handrail-bouncer-')
        write('users', "\"$LivePostgres.USER\" \"$LivePostgres.PASSWORD\"\n")
        Map<String, String> settings = [listen_addr: '127.0.0.1', listen_port: port as String, unix_socket_dir: '', auth_type: 'scram-sha-256',
                                        auth_file: folder.resolve('users').toString(), pool_mode: mode, admin_users: LivePostgres.USER,
                                        logfile: folder.resolve('log').toString(), pidfile: folder.resolve('pid').toString()] + more
        write('ini', "[databases]\n* = host=127.0.0.1 port=$server.port\n[pgbouncer]\n" +
            settings.collect { name, value -> "$name = $value\n" }.join(''))
        own(folder)
        start()
    }

    static boolean isAvailable() {
        PROGRAM.canExecute() && LivePostgres.available
    }

    /** Begins to listen again, where it was killed. */
    void start() {
        List<String> asNobody = LivePostgres.root ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : []
        process = new ProcessBuilder(asNobody + [PROGRAM.path, '-q', folder.resolve('ini').toString()])
            .redirectErrorStream(true).redirectOutput(folder.resolve('output').toFile()).start()
        new spock.util.concurrent.PollingConditions(timeout: 60).eventually {
            assert process.alive
            new Socket(InetAddress.loopbackAddress, port).close()
        }
    }

    /** To its own console. */
    void say(String command) {
        ProcessBuilder builder = new ProcessBuilder(LivePostgres.bin().resolve('psql').toString(), '-h', '127.0.0.1', '-p', port as String,
                                                    '-U', LivePostgres.USER, '-c', command, 'pgbouncer')
            .redirectErrorStream(true).redirectOutput(folder.resolve('said').toFile())
        builder.environment().PGPASSWORD = LivePostgres.PASSWORD
        assert builder.start().waitFor() == 0
    }

    void kill() {
        process.destroyForcibly()
        process.waitFor(10, TimeUnit.SECONDS)
    }

    void close() {
        kill()
        folder.toFile().deleteDir()
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name)
        Files.writeString(file, text)
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))
        own(file)
    }

    private static void own(Path path) {
        if (LivePostgres.root) {
            Files.setOwner(path, path.fileSystem.userPrincipalLookupService.lookupPrincipalByName('nobody'))
        }
    }
}
