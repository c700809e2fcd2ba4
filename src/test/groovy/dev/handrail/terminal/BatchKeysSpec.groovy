package dev.handrail.terminal

import dev.handrail.live.LivePostgres
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A person steers work in batches by keys, and none of them answers the question that follows. */
@Requires({ LivePostgres.available })
class BatchKeysSpec extends Specification {
    @TempDir
    Path folder

    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase()
    PseudoTerminal terminal

    void setup() {
        server.execute(name, 'create table t (id int primary key, n int)', 'insert into t (id) select generate_series(1, 20000)')
        Files.writeString(folder.resolve('handrail.yml'), """
            environments:
              live:
                databases: { main: { connect: "${server.conninfo(name, false)}", password: "env:LIVE_PASSWORD" } }
            """.stripIndent())
        Files.writeString(folder.resolve('fill.groovy'), """
            runbook('fill') {
              database 'main'
              section('s') {
                step('fill') { backfill { table 't'; set 'n = 1'; where 'n is null'; batch 50; pause '200ms' }
                               rollback { sql 'update t set n = null where true' } }
              }
            }
            """.stripIndent())
    }

    void cleanup() {
        terminal?.close()
    }

    private int changed() {
        server.value(name, 'select count(*) from t where n = 1') as int
    }

    def "keys change the batches, pause and end the walk, and are no answer"() {
        when:
        terminal = new PseudoTerminal([new File('shell/handrail').absolutePath, 'run', 'fill.groovy', '--env', 'live'],
            [HANDRAIL_HOME: folder.resolve('home').toString(), LIVE_PASSWORD: LivePostgres.PASSWORD], folder.toFile())
        terminal.sees('[q]uit').types('y').sees('keys: + bigger')
            .types('+').sees('batches of up to 100 rows')
            .types('p').sees('pauses after this batch').sees('paused: p goes on')
        int paused = changed()

        then:
        changed() == paused

        when:
        terminal.types('p').sees('goes on').types('c').sees('stops after this batch').sees('STOPPED').sees('What now?')
        int stopped = changed()
        terminal.types('q').sees('PAUSED')

        then:
        terminal.ends() == 130
        stopped >= paused
        stopped < 20_000
        changed() == stopped
    }
}
