package dev.handrail.checklists

import dev.handrail.sandbox.Sandbox
import dev.handrail.settings.Home
import dev.handrail.shell.Front
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Handrail without a person, in a sandbox of its own, on the runbooks of this project. */
class Desk implements AutoCloseable {
    final Path folder = Files.createTempDirectory('handrail-checklists-')
    final Home home = Home.at(folder.resolve('home'))
    private final Path project = Path.of('').toAbsolutePath()
    private String out = ''
    private String err = ''

    /** @return the exit code */
    int handrail(List<String> words) {
        ByteArrayOutputStream data = new ByteArrayOutputStream()
        ByteArrayOutputStream told = new ByteArrayOutputStream()
        Map<String, String> environment = System.getenv() + [HOME: folder.toString(), TMPDIR: folder.toString()]
        Seat seat = new Seat(new PrintStream(data, true), new PrintStream(told, true), environment, project, { Optional.empty() },
            { 200 }, false, false, false)
        int status = Front.run(seat, (['--home', home.root().toString()] + words) as String[]).status()
        out = data.toString()
        err = told.toString()
        status
    }

    /** What the last command said. */
    String said() {
        "$out\n$err"
    }

    /** The run that the last command was about. */
    String run() {
        (out =~ /runs\/(\S+)\/report\.md/)[0][1]
    }

    /** The port of a service's stand-in, which it keeps from its first plan on. */
    String port(String runbook, String service) {
        (home.sandbox().resolve('allotted').toFile().text =~ /service\.$runbook\/$service=(\d+)/)[0][1]
    }

    /** Has psql run this in a database of the sandbox; what it prints. */
    String psql(String database, String sql) {
        handrail(['sandbox', 'url'])
        String url = (out =~ /postgresql:\/\/\S+\/${database}\?\S+/)[0].replaceAll(/'$/, '')
        Process process = new ProcessBuilder('psql', '--no-psqlrc', '-qtA', '--set', 'ON_ERROR_STOP=1', '-d', url, '-c', sql)
            .redirectErrorStream(true).start()
        String printed = process.inputStream.text.strip()
        assert process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0: printed
        printed
    }

    @Override
    void close() {
        Sandbox.of(home, {}).withCloseable { it.reset() }
        Path elsewhere = home.sandbox().resolve('place')
        if (Files.exists(elsewhere)) {
            new File(Files.readString(elsewhere).strip()).deleteDir()
        }
        folder.toFile().deleteDir()
    }
}
