package dev.handrail.checklists

import dev.handrail.faults.Program
import dev.handrail.live.LivePostgres
import dev.handrail.sandbox.Standing
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Another environment than the sandbox, with a server, databases and services of its own, for the same home. */
class Production implements AutoCloseable {
    final Map<String, String> databases
    private final Checklist list
    private final Desk desk
    private final Path folder
    private final Path brings
    private final LivePostgres server = LivePostgres.server()
    private final Standing standing = new Standing()
    private String said = ''

    Production(Checklist list, Desk desk) {
        this.list = list
        this.desk = desk
        folder = Files.createDirectory(desk.folder.resolve('production'))
        brings = Path.of("runbooks/$list.name/sandbox").toAbsolutePath()
        databases = brings.toFile().listFiles().findAll { it.directory && it.name != 'bin' }
            .collectEntries { [it.name, server.newDatabase(it.name)] }
        databases.each { name, real -> fill(brings.resolve(name), real) }
        Map<String, String> urls = list.services.collectEntries { [it, standing.service(answers(it))] }
        String metrics = standing.metrics(answers('default'))
        folder.resolve('handrail.yml').toFile().text = "environments: { production: { databases: { " +
            databases.collect { name, real -> "$name: { connect: \"${server.conninfo(real, false)}\", password: 'env:LIVE_PASSWORD' }" }.join(', ') +
            " }, services: { ${urls.collect { "$it.key: '$it.value'" }.join(', ')} }, metrics: { default: '$metrics' }," +
            " secrets: { grafana-token: 'env:LIVE_PASSWORD' } } }\n"
    }

    /** Runs the runbook here; the exit code. */
    int runs(List<String> settings) {
        handrail(['run', Path.of("runbooks/$list.name/${list.name}.groovy").toAbsolutePath().toString(), '--env', 'production'] +
            settings + list.answers('production', databases))
    }

    /** Any command, where this environment is known; the exit code. */
    int handrail(List<String> words) {
        Program program = Program.start(folder, ['--home', desk.home.root().toString()] + words, [LIVE_PASSWORD: LivePostgres.PASSWORD,
            PATH: "${brings.resolve('bin')}:${LivePostgres.bin()}:${System.getenv('PATH')}".toString()])
        int exit = program.exit()
        said = program.said()
        exit
    }

    String said() {
        said
    }

    /** The run that was last begun here. */
    String run() {
        (said =~ /Run (\S+) of/)[0][1]
    }

    Object value(String database, String query) {
        server.value(databases[database], query)
    }

    private Path answers(String name) {
        brings.resolve("${name}.yml")
    }

    private void fill(Path sql, String real) {
        List<String> files = sql.toFile().listFiles().findAll { it.name.endsWith('.sql') }.sort().collectMany { ['-f', it.path] }
        ProcessBuilder builder = new ProcessBuilder(['psql', '--no-psqlrc', '-q', '--set', 'ON_ERROR_STOP=1', '-d', server.conninfo(real)] + files)
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
        builder.environment().put('PGOPTIONS', list.small.collect { "-c input.${it.replace('-', '_')}" }.join(' '))
        Process process = builder.start()
        assert process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0
    }

    @Override
    void close() {
        standing.close()
    }
}
