package dev.handrail.live

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.sql.Connection
import java.sql.DriverManager
import java.util.concurrent.TimeUnit

/**
 * A real PostgreSQL for live specs: one for each JVM, started when the first spec asks for it, stopped with the JVM.
 * As root it runs as nobody, because PostgreSQL refuses root. Specs that need it say
 * {@code @Requires({ LivePostgres.available })}.
 */
class LivePostgres {
    static final String USER = 'postgres'
    static final String PASSWORD = 'live specs only'

    private static final Path BIN = findBin()
    private static LivePostgres shared

    final Path folder
    final int port
    private final Path programs

    private LivePostgres(Path folder, int port, Path programs = BIN) {
        this.folder = folder
        this.port = port
        this.programs = programs
    }

    static boolean isAvailable() {
        BIN != null && (!root || new File('/usr/bin/setpriv').canExecute())
    }

    static synchronized LivePostgres server() {
        shared = shared ?: start()
    }

    /** Another server, for specs that stop or change theirs; {@code settings} go into postgresql.conf. */
    static LivePostgres start(Map<String, String> settings = [:], Path programs = BIN) {
        Path folder = newFolder()
        Path words = folder.resolve('password')
        Files.writeString(words, PASSWORD)
        own(words)
        LivePostgres made = new LivePostgres(folder, 0, programs)
        made.call('initdb', '-D', made.data, '-U', USER, '-A', 'scram-sha-256', "--pwfile=$words", '--no-sync',
                  '--encoding=UTF8')
        // Only now: a port that is free before that may be another's behind it.
        new LivePostgres(folder, freePort(), programs).begin(settings)
    }

    /** A hot standby of this server. */
    LivePostgres standby() {
        LivePostgres copy = new LivePostgres(newFolder(), freePort(), programs)
        Files.delete(copy.folder.resolve('data'))
        Path pass = copy.folder.resolve('pgpass')
        Files.writeString(pass, "*:*:*:*:$PASSWORD\n".toString())
        Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString('rw-------'))
        own(pass)
        copy.call([PGPASSFILE: pass.toString()], 'pg_basebackup', '-D', copy.data, '-R', '-X', 'stream',
                  '-d', conninfo('postgres', false) + " passfile=$pass")
        copy.begin([:])
    }

    /** A standby whose primary is gone for good: it does not look for it any more. */
    LivePostgres withoutPrimary() {
        new File(data, 'postgresql.auto.conf') << "primary_conninfo = ''\n"
        this
    }

    private LivePostgres begin(Map<String, String> settings) {
        Map<String, String> all = [port              : port as String, listen_addresses: "'127.0.0.1'",
                                   unix_socket_directories: "''", fsync: 'off', max_prepared_transactions: '5',
                                   max_connections   : '60', shared_buffers: "'32MB'"] + settings
        new File(data, 'postgresql.auto.conf') << all.collect { name, value -> "$name = $value\n" }.join('')
        Runtime.runtime.addShutdownHook(new Thread({ end() }))
        resume()
    }

    LivePostgres resume() {
        call('pg_ctl', 'start', '-w', '-t', '120', '-D', data, '-l', folder.resolve('log').toString())
        this
    }

    void stop(String mode = 'fast') {
        call('pg_ctl', 'stop', '-w', '-D', data, '-m', mode)
    }

    private void end() {
        try {
            if (new File(data, 'postmaster.pid').exists()) {
                stop('immediate')
            }
        } finally {
            // Some hundred databases: a build need not wait for their files to go.
            new ProcessBuilder('rm', '-rf', folder.toString()).start()
        }
    }

    /** From now on it offers TLS with this certificate and key. */
    void secure(byte[] certificate, byte[] key) {
        ['server.crt': certificate, 'server.key': key].each { file, bytes ->
            Path path = Path.of(data, file)
            Files.write(path, bytes)
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString('rw-------'))
            own(path)
        }
        execute('postgres', 'alter system set ssl to on', 'select pg_reload_conf()')
        new spock.util.concurrent.PollingConditions(timeout: 60).eventually {
            assert value('postgres', 'show ssl') == 'on'
        }
    }

    /** From now on no line of pg_hba.conf lets {@code user} in. */
    void refuse(String user) {
        File rules = new File(data, 'pg_hba.conf')
        rules.text = "host all $user 127.0.0.1/32 reject\n" + rules.text
        execute('postgres', 'select pg_reload_conf()')
    }

    /** A new, empty database. */
    String newDatabase(String prefix = 'live') {
        String name = prefix + '_' + UUID.randomUUID().toString().replace('-', '').take(10)
        execute('postgres', "create database \"$name\"")
        name
    }

    String conninfo(String database, boolean password = true, String user = USER) {
        "host=127.0.0.1 port=$port dbname='${database.replace("'", "\\'")}' user=$user" +
            (password ? " password='$PASSWORD'" : '')
    }

    Connection connect(String database, String user = USER) {
        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:$port/$database", user, PASSWORD)
    }

    void execute(String database, String... statements) {
        connect(database).withCloseable { connection ->
            connection.createStatement().withCloseable { s -> statements.each { s.execute(it) } }
        }
    }

    /** The first column of the first row; null where there is no row. */
    Object value(String database, String query) {
        List row = row(database, query)
        row ? row[0] : null
    }

    List row(String database, String query) {
        connect(database).withCloseable { connection ->
            connection.createStatement().withCloseable { s ->
                def found = s.executeQuery(query)
                found.next() ? (1..found.metaData.columnCount).collect { found.getObject(it) } : []
            }
        }
    }

    static Path bin() {
        BIN
    }

    private String getData() {
        folder.resolve('data').toString()
    }

    private void call(Map<String, String> environment = [:], String program, String... arguments) {
        List<String> argv = (root ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : []) +
            [programs.resolve(program).toString()] + arguments.toList()
        ProcessBuilder builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true)
        builder.redirectOutput(folder.resolve('output').toFile())
        builder.environment().putAll(environment + [LC_ALL: 'C.UTF-8'])
        Process process = builder.start()
        if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("$program: " + folder.resolve('output').toFile().text)
        }
    }

    private static Path newFolder() {
        Path folder = Files.createTempDirectory(Path.of('/tmp'), 'handrail-live-')
        Files.createDirectory(folder.resolve('data'), PosixFilePermissions.asFileAttribute(
            PosixFilePermissions.fromString('rwx------')))
        own(folder)
        own(folder.resolve('data'))
        folder
    }

    private static void own(Path path) {
        if (root) {
            def people = path.fileSystem.userPrincipalLookupService
            Files.setOwner(path, people.lookupPrincipalByName('nobody'))
        }
    }

    static int freePort() {
        new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
    }

    static boolean isRoot() {
        System.getProperty('user.name') == 'root'
    }

    private static Path findBin() {
        List<File> found = []
        new File('/usr/lib/postgresql').listFiles()?.each { found << new File(it, 'bin') }
        Path newest = found.findAll { new File(it, 'initdb').canExecute() }
            .max { it.parentFile.name.isNumber() ? it.parentFile.name as int : 0 }?.toPath()
        newest ?: configured()
    }

    private static Path configured() {
        try {
            Path bin = Path.of(['pg_config', '--bindir'].execute().text.strip())
            Files.isExecutable(bin.resolve('initdb')) ? bin : null
        } catch (IOException ignored) {
            null
        }
    }
}
